namespace Banyan.Gateway.Catalog;

/// <summary>Finds changes only a restart puts in force.</summary>
internal static class RestartCheck
{
    private static readonly (string Path, Func<HostSettings, object?> Value)[] Settings =
    [
        ("server.listen", settings => settings.Listen),
        ("server.maxBody", settings => settings.MaxBodyBytes),
        ("server.requestTimeout", settings => settings.RequestTimeout),
        ("server.maxConcurrent", settings => settings.MaxConcurrent),
        ("server.shedAfter", settings => settings.ShedAfter),
        ("server.drain", settings => settings.Drain),
        ("server.pingAfter", settings => settings.PingAfter),
        ("storage.database", settings => settings.Database),
        ("storage.redis", settings => settings.Redis),
        ("storage.dataDir", settings => settings.DataDir),
        ("storage.durability", settings => settings.Durability),
        ("storage.retention.usage", settings => settings.KeepUsage),
        ("capture", settings => settings.Capture),
        ("telemetry.otlp", settings => settings.OtlpEndpoint),
        ("telemetry.metricsKey", settings => settings.IsMetricsKeyRequired),
    ];

    /// <summary>A warning for each setting that differs from what runs.</summary>
    public static IReadOnlyList<ConfigProblem> Find(HostSettings running, HostSettings next) =>
    [
        .. Settings.Where(setting => !Equals(setting.Value(running), setting.Value(next)))
            .Select(setting => new ConfigProblem(ProblemCode.RestartNeeded, setting.Path, 0, ConfigSeverity.Warning, $"{setting.Path} has changed; it takes effect after a restart.", "Restart when it suits; everything else is in force.")),
    ];
}
