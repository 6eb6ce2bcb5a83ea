namespace Banyan.Gateway.Alerting.Sending;

/// <summary>What became of an attempt.</summary>
/// <param name="Status">HTTP status; null when no answer came.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Problem">What went wrong, in words without the address; null when the receiver took it.</param>
public sealed record AttemptResult(int? Status, TimeSpan Took, string? Problem)
{
    /// <summary>Whether the receiver took it.</summary>
    public bool IsTaken => Problem is null;

    /// <summary>Whether the receiver says it is gone for good.</summary>
    public bool IsGone => Status == 410;
}
