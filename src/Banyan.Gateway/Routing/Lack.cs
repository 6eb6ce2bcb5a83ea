namespace Banyan.Gateway.Routing;

/// <summary>What a model lacks, in words that follow its name.</summary>
internal sealed record Lack(LackKind Kind, string Words);

/// <summary>The kinds of lack that lead to different errors.</summary>
internal enum LackKind
{
    /// <summary>Switched off or without a key.</summary>
    Off,

    /// <summary>No price, and unpriced models are blocked.</summary>
    Unpriced,

    /// <summary>A needed capability.</summary>
    Capability,

    /// <summary>Too small a window.</summary>
    Length,

    /// <summary>Stopped by an operator.</summary>
    Killed,

    /// <summary>Not granted to the key.</summary>
    Grant,
}
