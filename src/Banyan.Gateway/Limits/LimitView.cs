using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Limits;

/// <summary>A rate limit in force, and how much of it is left.</summary>
/// <param name="Scope">Who shares it.</param>
/// <param name="ScopeId">Which of them; <c>*</c> is each that has none of its own.</param>
/// <param name="Bounds">How much.</param>
/// <param name="Mode">What becomes of more.</param>
/// <param name="IsConfigured">Whether the configuration says so; else a row.</param>
public sealed record LimitView(LimitScope Scope, string ScopeId, RateBounds Bounds, LimitMode Mode, bool IsConfigured)
{
    /// <summary>Its identity within the tenant, as <c>service:billing</c>.</summary>
    public string Id => $"{LimitWords.Of(Scope)}:{ScopeId}";

    /// <summary>How many requests are left; null where they are not bounded, or for a limit of each.</summary>
    public RateStanding? Requests { get; init; }

    /// <summary>How many tokens are left; null where they are not bounded, or for a limit of each.</summary>
    public RateStanding? Tokens { get; init; }
}
