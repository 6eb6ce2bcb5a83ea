namespace Banyan.Gateway.Alerting.Sending;

/// <summary>When a failed attempt is followed by another: after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, each a fifth more or less; then never.</summary>
internal static class RetrySchedule
{
    private const double Jitter = 0.2;

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(10),
    ];

    /// <summary>How long to wait after an attempt.</summary>
    /// <param name="attempt">Which one failed, from 1.</param>
    /// <param name="chance">From 0 up to, not including, 1.</param>
    /// <returns>Null after the last.</returns>
    public static TimeSpan? After(int attempt, double chance) => attempt <= Waits.Length ? Waits[attempt - 1] * (1 - Jitter + (2 * Jitter * chance)) : null;
}
