using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Usage;

/// <summary>A query of the ledger as a condition and its values.</summary>
internal sealed class UsageFilter
{
    private readonly List<string> _conditions = ["tenant_id = @tenant"];

    private UsageFilter(string tenant) => Values.Add("tenant", tenant);

    /// <summary>Everything after <c>WHERE</c>.</summary>
    public string Condition => string.Join(" AND ", _conditions);

    /// <summary>The parameters it names.</summary>
    public DynamicParameters Values { get; } = new();

    /// <summary>Words a query for a database.</summary>
    public static UsageFilter Of(UsageQuery query, SqlForm form)
    {
        var filter = new UsageFilter(query.Tenant);
        filter.Within("service", query.Services);
        filter.Within("user_id", query.Users);
        filter.Within("feature", query.Features);
        filter.Within("team", query.Teams);
        filter.Within("model_id", query.Models);
        filter.Within("api_key_id", query.Keys);
        if (query.Outcomes.Count > 0 && !query.Outcomes.Contains(Outcome.Succeeded))
        {
            // What the index of the few rows that did not simply succeed is known by.
            filter._conditions.Add("outcome <> 'succeeded'");
        }

        filter.Within("outcome", [.. query.Outcomes.Select(outcome => outcome.ToString().ToLowerInvariant())]);
        filter.Bound("occurred_at >= @from", "from", form.Instant(query.From));
        filter.Bound("occurred_at < @to", "to", form.Instant(query.To));
        if (query.After is { } after)
        {
            // Said twice: the first is what partitions and indexes are chosen by.
            filter.Bound("occurred_at <= @afterAt AND (occurred_at, id) < (@afterAt, @afterId)", "afterAt", form.Instant(after.OccurredAt));
            filter.Values.Add("afterId", form.Id(after.Id));
        }

        return filter;
    }

    private void Within(string column, IReadOnlyList<string> wanted)
    {
        for (var i = 0; i < wanted.Count; i++)
        {
            Values.Add($"{column}{i}", wanted[i]);
        }

        if (wanted.Count > 0)
        {
            _conditions.Add($"{column} IN ({string.Join(", ", Enumerable.Range(0, wanted.Count).Select(i => $"@{column}{i}"))})");
        }
    }

    private void Bound(string condition, string name, object? value)
    {
        if (value is not null)
        {
            _conditions.Add(condition);
            Values.Add(name, value);
        }
    }
}
