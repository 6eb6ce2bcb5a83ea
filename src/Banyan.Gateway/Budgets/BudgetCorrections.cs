using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Budgets;

/// <summary>Counts corrections as what they are: spending that was not reserved, or was given back.</summary>
internal sealed class BudgetCorrections(BudgetBook book, IBudgetCounters counters, TimeProvider time) : IBudgetCorrections
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async ValueTask<(Guid Begun, Guid? Slice)?> BeginAsync(Caller caller, DateTimeOffset arrivedAt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        BudgetLine[] lines = [.. book.Index.LinesOf(caller, arrivedAt).Where(line => line.Span.Contains(now)).Select(line => line with { Holds = false })];
        if (lines.Length == 0)
        {
            return null;
        }

        var begun = Guid.CreateVersion7(now);
        var held = await counters.HoldAsync(begun, lines, 0, now + Life, cancellationToken);
        return (begun, held.Slice);
    }

    /// <inheritdoc />
    public ValueTask EndAsync(IReadOnlyList<(Guid Begun, long NanoUsd)> ends) => counters.SettleAsync([.. ends.Select(end => new Settlement(end.Begun, end.NanoUsd))], CancellationToken.None);
}
