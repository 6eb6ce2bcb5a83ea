namespace Banyan.Gateway.Spine;

/// <summary>How often and how patiently a failed attempt is followed by another.</summary>
public sealed record RetryPolicy
{
    /// <summary>Whether the next candidate is tried at once (<c>eager</c>) or only after all retries on one (<c>patient</c>). <value>Default eager.</value></summary>
    public bool IsEager { get; init; } = true;

    /// <summary>Most attempts on one candidate. <value>Default 3.</value></summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Most attempts of one exchange. <value>Default 6.</value></summary>
    public int MaxAttemptsInAll { get; init; } = 6;

    /// <summary>First wait before the same candidate is tried again. <value>Default 1 s.</value></summary>
    public TimeSpan InitialDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait. <value>Default 30 s.</value></summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Growth of the wait. <value>Default 2.</value></summary>
    public double Multiplier { get; init; } = 2;

    /// <summary>Whether the wait is drawn at random between zero and its bound. <value>Default true (full jitter).</value></summary>
    public bool FullJitter { get; init; } = true;

    /// <summary>Share of traffic that may be retries; failovers are not retries. <value>Default 0.20.</value></summary>
    public double Budget { get; init; } = 0.20;
}
