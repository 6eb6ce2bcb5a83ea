namespace Banyan.Gateway.Spine;

/// <summary>How a claim is reckoned.</summary>
internal enum ClaimBasis
{
    /// <summary>Not at all: nobody counts this exchange.</summary>
    None,

    /// <summary>What it will hardly exceed.</summary>
    Likely,

    /// <summary>What it can't exceed.</summary>
    Provable,
}
