namespace Banyan.Gateway.Spine;

/// <summary>Rate limits as the configuration says them: the bounds of whoever has no row of its own.</summary>
public sealed record LimitPolicy
{
    /// <summary>Nothing is limited.</summary>
    public static LimitPolicy Off { get; } = new();

    /// <summary>Whether anything is limited, by rows too. <value>Default false; true in every configuration that does not say otherwise.</value></summary>
    public bool IsEnabled { get; init; }

    /// <summary>Whether these bounds are only counted and reported; rows have a mode of their own.</summary>
    public bool IsShadow { get; init; }

    /// <summary>Everybody of a tenant together.</summary>
    public RateBounds Global { get; init; } = RateBounds.None;

    /// <summary>Each service.</summary>
    public RateBounds PerService { get; init; } = RateBounds.None;

    /// <summary>Each user.</summary>
    public RateBounds PerUser { get; init; } = RateBounds.None;

    /// <summary>Each feature.</summary>
    public RateBounds PerFeature { get; init; } = RateBounds.None;

    /// <summary>Each key.</summary>
    public RateBounds PerKey { get; init; } = RateBounds.None;
}
