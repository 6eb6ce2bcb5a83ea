using System.Runtime.CompilerServices;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tools.Settings;

/// <summary>The section <c>tools</c> of a configuration.</summary>
public sealed record ToolSettings
{
    private static readonly ConditionalWeakTable<CatalogSnapshot, ToolSettings> Read = [];

    /// <summary>Bound on one call of a built-in tool or of an MCP server. <value>Default 5 s.</value></summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most model calls of one ask. <value>Default 8.</value></summary>
    public int MaxTurns { get; init; } = 8;

    /// <summary>Most tool calls of one ask. <value>Default 32.</value></summary>
    public int MaxCalls { get; init; } = 32;

    /// <summary>Most tool calls at once. <value>Default 4.</value></summary>
    public int MaxParallel { get; init; } = 4;

    /// <summary>How long the list of an MCP server's tools is good. <value>Default 5 minutes.</value></summary>
    public TimeSpan McpListFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether inputs and outputs of executions are kept, redacted. <value>Default true: <c>capture</c> is not <c>none</c>.</value></summary>
    public bool KeepsContent { get; init; } = true;

    /// <summary>How long executions are kept. <value>Default 90 days.</value></summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The service behind <c>web_search</c>; null when none is configured.</summary>
    public WebSearchSettings? WebSearch { get; init; }

    /// <summary>Databases <c>database_query</c> may read, by name.</summary>
    public IReadOnlyDictionary<string, DataSource> DataSources { get; init; } = new Dictionary<string, DataSource>(StringComparer.Ordinal);

    /// <summary>Places <c>send_notification</c> may post to, by name.</summary>
    public IReadOnlyDictionary<string, NotificationChannel> Notifications { get; init; } = new Dictionary<string, NotificationChannel>(StringComparer.Ordinal);

    /// <summary>Secrets tools and MCP servers may name, each bound to one address.</summary>
    public IReadOnlyDictionary<string, BoundSecret> Secrets { get; init; } = new Dictionary<string, BoundSecret>(StringComparer.Ordinal);

    /// <summary>The settings of a snapshot; read once for each.</summary>
    public static ToolSettings Of(CatalogSnapshot catalog) => Read.GetValue(catalog, static snapshot => snapshot.Tools is { } section ? ToolSettingsReader.Read(section) : new ToolSettings());
}
