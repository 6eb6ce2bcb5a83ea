using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Reads budgets in force and cuts time as they do.</summary>
internal sealed class BudgetPeriods(BudgetBook book, TimeProvider time) : IBudgetPeriods
{
    /// <inheritdoc />
    public IReadOnlyList<BudgetRule> RulesOf(string tenant) => [.. book.Index.All.Select(entry => entry.Rule).Where(rule => rule.Tenant == tenant)];

    /// <inheritdoc />
    public IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> Before(BudgetPeriod period, string timeZone, int count)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var span = Periods.At(time.GetUtcNow(), period, zone);
        var spans = new List<(DateTimeOffset, DateTimeOffset)>(count);
        for (var i = 0; i < count; i++)
        {
            span = Periods.Before(span, period, zone);
            spans.Add((span.Start, span.End));
        }

        return spans;
    }
}
