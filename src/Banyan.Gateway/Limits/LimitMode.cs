namespace Banyan.Gateway.Limits;

/// <summary>What becomes of what is over a rate limit.</summary>
public enum LimitMode
{
    /// <summary>It is refused.</summary>
    Enforce,

    /// <summary>It is counted and reported, and goes on.</summary>
    Shadow,

    /// <summary>Nothing is counted.</summary>
    Off,
}
