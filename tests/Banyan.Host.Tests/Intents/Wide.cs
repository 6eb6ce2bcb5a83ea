namespace Banyan.Host.Tests.Intents;

/// <summary>Limits out of the way, for many messages within a test's time.</summary>
internal static class Wide
{
    /// <summary>No rates, and room in the line.</summary>
    public static IReadOnlyList<(string From, string To)> Open { get; } =
    [
        ("  overlaps: []", "  overlaps: []\n  limits: { messagesPerMinute: 100000, queue: 64, queueWait: 60s }"),
        ("auth: { kind: exchange } }", "auth: { kind: exchange }, concurrency: 64, requestsPerSecond: 5000 }"),
        ("overlay: legacy.overlay.yaml }", "overlay: legacy.overlay.yaml, concurrency: 64, requestsPerSecond: 5000 }"),
    ];
}
