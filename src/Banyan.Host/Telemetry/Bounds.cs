namespace Banyan.Host.Telemetry;

/// <summary>Bounds of buckets. Those of GenAI are the published ones, carried on to ten minutes.</summary>
internal static class Bounds
{
    /// <summary>Seconds of a whole answer.</summary>
    public static IReadOnlyList<double> Seconds { get; } = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320, 600];

    /// <summary>Seconds Banyan takes: mostly below a millisecond.</summary>
    public static IReadOnlyList<double> Overhead { get; } = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

    /// <summary>Seconds of a route decision: microseconds.</summary>
    public static IReadOnlyList<double> Routes { get; } = [0.000002, 0.000005, 0.00001, 0.00002, 0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.01];

    /// <summary>Seconds of a GenAI operation.</summary>
    /// <remarks>Source: OpenTelemetry GenAI metrics, read 2026-11-21; the last three go beyond them.</remarks>
    public static IReadOnlyList<double> GenAiSeconds { get; } = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92, 163.84, 327.68, 600];

    /// <summary>Tokens of a GenAI operation.</summary>
    public static IReadOnlyList<double> GenAiTokens { get; } = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];
}
