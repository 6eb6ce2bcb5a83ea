using System.Globalization;
using Banyan.Gateway.Metering.Reports;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Usage;

/// <summary>Words a query of sums: one statement that adds up parts which are added up already.</summary>
internal sealed class SumText
{
    private readonly UsageSumQuery _query;
    private readonly SqlForm _form;
    private readonly UsageFilter _filter;
    private readonly SumTables _tables;
    private readonly IReadOnlyList<SumPart> _parts;
    private readonly SumPart? _off;

    public SumText(UsageSumQuery query, SqlForm form)
    {
        (_query, _form) = (query, form);
        _tables = new SumTables(query);
        _filter = UsageFilter.Of(query.Rows with { From = null, To = null, After = null, Outcomes = _tables.TakesOff ? [] : query.Rows.Outcomes }, form);
        _parts = SumPart.Of(query.From, query.To, _tables.Coarsest);
        if (_tables.TakesOff && _parts.Count > 0)
        {
            _off = new SumPart(SumSource.Rows, query.From, query.To);
            _parts = [.. _parts, _off];
        }

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

    /// <summary>Whether groups may come out as nothing at all, for all of theirs was taken off again.</summary>
    public bool TakesOff => _off is not null;

    /// <summary>What is added up.</summary>
    public IReadOnlyList<UsageMeasure> Measures => _query.IsBrief ? UsageMeasures.Brief : UsageMeasures.All;

    /// <summary>Key, instant, then every measure.</summary>
    public string Totals()
    {
        var measures = string.Join(", ", Measures.Select(measure => $"COALESCE(SUM({measure.Column}), 0) AS {measure.Column}"));
        var parts = _parts.Select((part, i) => Part(part, i, _tables.Sums(part.Source), string.Join(", ", Measures.Select(measure => $"{Sign(part)}{Aggregate(measure, part.Source)} AS {measure.Column}")), ""));
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
            ? Part(part, i, _tables.Sums(part.Source), $"1 AS is_raw, latency_ms AS took, {Sign(part)}COUNT(*) AS calls", "latency_ms", UsageMeasures.IsTimed)
            : Part(part, i, _tables.Latencies, "0 AS is_raw, latency_bucket AS took, SUM(calls) AS calls", "latency_bucket"));
        return $"SELECT told_key, told_at, is_raw, took, SUM(calls) FROM ({string.Join(" UNION ALL ", parts)}) AS parts GROUP BY told_key, told_at, is_raw, took";
    }

    private string Sign(SumPart part) => part == _off ? "-" : "";

    private string Aggregate(UsageMeasure measure, SumSource source) =>
        source == SumSource.Rows ? measure.OfRows : _tables.IsOfUsers(source) ? $"SUM({measure.Column})" : measure.OfSums;

    private string Part(SumPart part, int number, string table, string measures, string more, string condition = "")
    {
        var isRows = part.Source == SumSource.Rows;
        var at = isRows ? "occurred_at" : "bucket";
        var (key, instant) = (KeyOf(isRows), _query.Every is { } every ? _form.Opening(at, every == UsageInterval.Day) : "0");
        var conditions = new List<string> { _filter.Condition, $"{at} >= @{Name("from", number)}", $"{at} < @{Name("to", number)}" };
        if (!isRows)
        {
            conditions.Add($"granularity = '{SumTables.Granularity(part.Source)}'");
        }

        if (part == _off)
        {
            conditions.Add($"outcome <> 'succeeded' AND outcome NOT IN ({string.Join(", ", _query.Rows.Outcomes.Select(outcome => $"'{outcome.ToString().ToLowerInvariant()}'"))})");
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

        var column = SumTables.Column(by);
        return isRows && by != UsageGroup.Prompt ? UsageMeasures.OfRow(column) : column;
    }

    private static string Name(string bound, int part) => string.Create(CultureInfo.InvariantCulture, $"{bound}{part}");
}
