using System.Globalization;
using Banyan.Gateway.Metering.Reports;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Usage;

/// <summary>Words a query of sums: one statement that adds up parts which are added up already.</summary>
internal sealed class SumText
{
    // A join that keeps rows without a prompt; the ledger itself knows none.
    private const string RowsWithPrompts =
        "(SELECT u.*, COALESCE(p.name, '') AS prompt FROM usage_log u LEFT JOIN prompt_calls c ON c.request_id = u.request_id LEFT JOIN prompt_versions v ON v.id = c.version_id "
        + "LEFT JOIN prompts p ON p.id = v.prompt_id AND p.tenant_id = u.tenant_id) AS told";

    private readonly UsageSumQuery _query;
    private readonly SqlForm _form;
    private readonly UsageFilter _filter;
    private readonly IReadOnlyList<SumPart> _parts;

    public SumText(UsageSumQuery query, SqlForm form)
    {
        (_query, _form) = (query, form);
        _filter = UsageFilter.Of(query.Rows with { From = null, To = null, After = null }, form);
        _parts = SumPart.Of(query.From, query.To, Coarsest(query));
        for (var i = 0; i < _parts.Count; i++)
        {
            _filter.Values.Add(Name("from", i), form.Instant(_parts[i].From));
            _filter.Values.Add(Name("to", i), form.Instant(_parts[i].To));
        }

        _filter.Values.Add("most", query.Most);
    }

    /// <summary>Whether the window holds anything at all.</summary>
    public bool IsEmpty => _parts.Count == 0;

    /// <summary>The parameters both statements name.</summary>
    public DynamicParameters Values => _filter.Values;

    /// <summary>Key, instant, then every measure.</summary>
    public string Totals()
    {
        var measures = string.Join(", ", UsageMeasures.All.Select(measure => $"COALESCE(SUM({measure.Column}), 0) AS {measure.Column}"));
        var parts = _parts.Select((part, i) => Part(part, i, TellsUsers(_query) ? "usage_rollups" : "usage_totals", string.Join(", ", UsageMeasures.All.Select(measure => (part.Source == SumSource.Rows ? measure.OfRows : $"SUM({measure.Column})") + $" AS {measure.Column}")), ""));
        var order = _query.Order switch
        {
            UsageOrder.Cost => "cost_nusd",
            UsageOrder.Tokens => "total_tokens",
            UsageOrder.Requests => "requests",
        };
        return $"SELECT told_key, told_at, {measures} FROM ({string.Join(" UNION ALL ", parts)}) AS parts GROUP BY told_key, told_at ORDER BY told_at, {order} DESC, told_key LIMIT @most";
    }

    /// <summary>Key, instant, whether times are milliseconds and no buckets, time, calls.</summary>
    public string Latencies()
    {
        var parts = _parts.Select((part, i) => part.Source == SumSource.Rows
            ? Part(part, i, "", "1 AS is_raw, latency_ms AS took, COUNT(*) AS calls", "latency_ms", UsageMeasures.IsTimed)
            : Part(part, i, "usage_latencies", "0 AS is_raw, latency_bucket AS took, SUM(calls) AS calls", "latency_bucket"));
        return $"SELECT told_key, told_at, is_raw, took, SUM(calls) FROM ({string.Join(" UNION ALL ", parts)}) AS parts GROUP BY told_key, told_at, is_raw, took";
    }

    private static bool TellsUsers(UsageSumQuery query) => query.By == UsageGroup.User || query.Rows.Users.Count > 0;

    private static SumSource Coarsest(UsageSumQuery query) => query switch
    {
        { By: UsageGroup.Prompt } or { Rows.Outcomes.Count: > 0 } => SumSource.Rows,
        { Every: UsageInterval.Hour } => SumSource.Hours,
        _ => SumSource.Days,
    };

    private string Part(SumPart part, int number, string rollups, string measures, string more, string condition = "")
    {
        var isRows = part.Source == SumSource.Rows;
        var at = isRows ? "occurred_at" : "bucket";
        var table = isRows ? _query.By == UsageGroup.Prompt ? RowsWithPrompts : "usage_log" : rollups;
        var (key, instant) = (KeyOf(isRows), _query.Every is { } every ? _form.Opening(at, every == UsageInterval.Day) : "0");
        var conditions = new List<string> { _filter.Condition, $"{at} >= @{Name("from", number)}", $"{at} < @{Name("to", number)}" };
        if (!isRows)
        {
            conditions.Add($"granularity = '{(part.Source == SumSource.Days ? "day" : "hour")}'");
        }

        if (condition.Length > 0)
        {
            conditions.Add(condition);
        }

        var groups = string.Join(", ", new[] { _query.By is null ? "" : key, _query.Every is null ? "" : instant, more }.Where(one => one.Length > 0));
        return $"SELECT {key} AS told_key, {instant} AS told_at, {measures} FROM {table} WHERE {string.Join(" AND ", conditions)}{(groups.Length > 0 ? " GROUP BY " + groups : "")}";
    }

    private string KeyOf(bool isRows)
    {
        if (_query.By is not { } by)
        {
            return "''";
        }

        var column = by switch
        {
            UsageGroup.Service => "service",
            UsageGroup.User => "user_id",
            UsageGroup.Feature => "feature",
            UsageGroup.Team => "team",
            UsageGroup.Model => "model_id",
            UsageGroup.Provider => "provider_id",
            UsageGroup.Prompt => "prompt",
            UsageGroup.Key => "api_key_id",
        };
        return isRows && by != UsageGroup.Prompt ? UsageMeasures.OfRow(column) : column;
    }

    private static string Name(string bound, int part) => string.Create(CultureInfo.InvariantCulture, $"{bound}{part}");
}
