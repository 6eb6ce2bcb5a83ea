namespace Banyan.Gateway.Spine;

/// <summary>The rate limits an exchange met; written by Limits, read for the answer's headers.</summary>
public abstract class ExchangeLimits
{
    /// <summary>The tightest limit of requests; null when none applies.</summary>
    public RateStanding? Requests { get; protected set; }

    /// <summary>The tightest limit of tokens; null when none applies.</summary>
    public RateStanding? Tokens { get; protected set; }
}
