using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Reads the settings of the process itself.</summary>
internal static class HostSettingsReader
{
    public static HostSettings Read(Section root, IReadOnlyDictionary<string, string> environment)
    {
        var server = root.Sub("server");
        var storage = root.Sub("storage");
        var telemetry = root.Sub("telemetry");
        return new HostSettings
        {
            Listen = new Uri(server.Text("listen"), UriKind.Absolute),
            MaxBodyBytes = server.Size("maxBody"),
            RequestTimeout = server.Duration("requestTimeout"),
            MaxConcurrent = server.Whole("maxConcurrent"),
            ShedAfter = server.Duration("shedAfter"),
            Drain = server.Duration("drain"),
            PingAfter = server.Duration("pingAfter"),
            Database = Expanded(storage, "database", environment),
            Redis = Expanded(storage, "redis", environment),
            DataDir = storage.Text("dataDir"),
            KeepUsage = storage.Sub("retention").Duration("usage"),
            Durability = storage.Word("durability") == "strict" ? Durability.Strict : Durability.Grouped,
            Capture = root.Word("capture") == "none" ? Capture.None : Capture.Redacted,
            OtlpEndpoint = Expanded(telemetry, "otlp", environment),
            IsMetricsKeyRequired = telemetry.Word("metricsKey") == "required",
        };
    }

    /// <summary>The text of a setting whose default is a variable; null when empty.</summary>
    private static string? Expanded(Section section, string name, IReadOnlyDictionary<string, string> environment)
    {
        var text = section.Has(name) ? section.Text(name) : Document.Variables.Expand(section.Text(name), environment).Text;
        return text.Length > 0 ? text : null;
    }
}
