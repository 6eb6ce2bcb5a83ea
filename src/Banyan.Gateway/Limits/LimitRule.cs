using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Limits;

/// <summary>A rate limit that was set while Banyan ran; it stands in place of the configuration's for whom it names.</summary>
public sealed record LimitRule
{
    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>Who shares it.</summary>
    public required LimitScope Scope { get; init; }

    /// <summary>Which of them, as <see cref="LimitWords.Id"/> writes it; <c>*</c> is each that has no row of its own.</summary>
    public required string ScopeId { get; init; }

    /// <summary>How much.</summary>
    public required RateBounds Bounds { get; init; }

    /// <summary>What becomes of more. <value>Default ENFORCE.</value></summary>
    public LimitMode Mode { get; init; }

    /// <summary>When it was last set.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who set it, as <c>key:Ab12Cd34</c>.</summary>
    public string UpdatedBy { get; init; } = "";
}
