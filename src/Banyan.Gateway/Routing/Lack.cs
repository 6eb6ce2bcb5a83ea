using Banyan.Wire;

namespace Banyan.Gateway.Routing;

/// <summary>What a model lacks for an ask. Put into words only where somebody reads them.</summary>
/// <param name="Kind">What sort of lack.</param>
/// <param name="Detail">The words, where they are fixed; null where they are made of the rest.</param>
internal sealed record Lack(LackKind Kind, string? Detail)
{
    /// <summary>Capabilities it lacks.</summary>
    public AskNeeds Missing { get; init; }

    /// <summary>Its window, or its bound on output.</summary>
    public int Bound { get; init; }

    /// <summary>Input tokens that are needed.</summary>
    public int Input { get; init; }

    /// <summary>Tokens its window must hold, where that is required in so many words; otherwise 0.</summary>
    public int Asked { get; init; }

    /// <summary>Output tokens that are needed.</summary>
    public long Output { get; init; }

    /// <summary>In words that follow its name.</summary>
    public string Words => field ??= Detail ?? Kind switch
    {
        LackKind.Capability when Missing != AskNeeds.None => $"lacks {Missing.ToString().ToLowerInvariant()}",
        LackKind.Capability when Asked > 0 => $"has a window of {Bound} tokens, and {Asked} are required",
        LackKind.Capability => $"gives at most {Bound} output tokens",
        _ => $"has a window of {Bound} tokens, and about {Input} + {Output} are needed",
    };
}

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

    /// <summary>Its provider does not promise of data what is demanded.</summary>
    Terms,

    /// <summary>Not granted to the key.</summary>
    Grant,
}
