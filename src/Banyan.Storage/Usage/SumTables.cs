using Banyan.Gateway.Metering.Reports;
using Banyan.Gateway.Spine;

namespace Banyan.Storage.Usage;

/// <summary>Which table answers a query in the fewest rows: it tells apart what the query filters or groups by, and hardly more.</summary>
internal sealed class SumTables
{
    // A join that keeps rows without a prompt; the ledger itself knows none.
    private const string RowsWithPrompts =
        "(SELECT u.*, COALESCE(p.name, '') AS prompt FROM usage_log u LEFT JOIN prompt_calls c ON c.request_id = u.request_id LEFT JOIN prompt_versions v ON v.id = c.version_id "
        + "LEFT JOIN prompts p ON p.id = v.prompt_id AND p.tenant_id = u.tenant_id) AS told";

    private readonly UsageSumQuery _query;
    private readonly List<string> _told;

    public SumTables(UsageSumQuery query)
    {
        _query = query;
        (string Column, bool IsFiltered)[] columns =
        [
            ("service", query.Rows.Services.Count > 0), ("user_id", query.Rows.Users.Count > 0), ("feature", query.Rows.Features.Count > 0), ("team", query.Rows.Teams.Count > 0),
            ("model_id", query.Rows.Models.Count > 0), ("api_key_id", query.Rows.Keys.Count > 0), ("provider_id", false),
        ];
        _told = [.. columns.Where(one => one.IsFiltered || (query.By is { } by && Column(by) == one.Column)).Select(one => one.Column)];
    }

    /// <summary>Whether rows of some outcomes are taken off what rollups say, for what did not simply succeed is a small part of them.</summary>
    public bool TakesOff => _query.By != UsageGroup.Prompt && _query.Rows.Outcomes.Contains(Outcome.Succeeded);

    /// <summary>The coarsest source that tells enough.</summary>
    public SumSource Coarsest => _query switch
    {
        { By: UsageGroup.Prompt } => SumSource.Rows,
        { Rows.Outcomes.Count: > 0 } when !TakesOff => SumSource.Rows,
        { Every: UsageInterval.Hour } => SumSource.Hours,
        { Every: null } when OfUsers => SumSource.Weeks,
        _ => SumSource.Days,
    };

    /// <summary>Where the latencies of hours and days are read.</summary>
    public string Latencies => _told switch
    {
        [] => Margin("usage_margin_latencies", "all", "latency_bucket, calls"),
        [var column] when UsageMeasures.LatencyMargins.Contains(column, StringComparer.Ordinal) => Margin("usage_margin_latencies", column, "latency_bucket, calls"),
        _ => "usage_latencies",
    };

    // One user's few rows are found by an index of the rollups that tell everything.
    private bool OfUsers => _query is { By: UsageGroup.User, IsBrief: true, Rows.Users.Count: 0 } && _told.TrueForAll(static column => column is "user_id" or "service");

    /// <summary>The column a group is read from.</summary>
    public static string Column(UsageGroup by) => by switch
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

    /// <summary>How rollups name a source.</summary>
    public static string Granularity(SumSource source) => source switch
    {
        SumSource.Weeks => "week",
        SumSource.Days => "day",
        _ => "hour",
    };

    /// <summary>Whether a source is read from <c>usage_users</c>.</summary>
    public bool IsOfUsers(SumSource source) => OfUsers && source is (SumSource.Days or SumSource.Weeks);

    /// <summary>Where the sums of a source are read.</summary>
    public string Sums(SumSource source) => source switch
    {
        SumSource.Rows => _query.By == UsageGroup.Prompt ? RowsWithPrompts : "usage_log",
        _ when IsOfUsers(source) => "usage_users",
        _ when _told.Contains("user_id") => "usage_rollups",
        _ => _told switch
        {
            [] => Margin("usage_margins", "all", Figures),
            [var column] => Margin("usage_margins", column, Figures),
            _ => "usage_totals",
        },
    };

    private static string Figures { get; } = string.Join(", ", UsageMeasures.All.Select(measure => measure.Column));

    private static string Margin(string table, string dimension, string figures) =>
        $"(SELECT granularity, bucket, tenant_id, {(dimension == "all" ? "" : $"value AS {dimension}, ")}{figures} FROM {table} WHERE dimension = '{dimension}') AS told";
}
