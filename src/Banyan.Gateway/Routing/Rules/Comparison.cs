namespace Banyan.Gateway.Routing.Rules;

/// <summary>How a condition compares what it found with what it wants.</summary>
internal enum Comparison : byte
{
    /// <summary>It is one of them: <c>eq</c>, <c>in</c>.</summary>
    OneOf,

    /// <summary>It is none of them: <c>ne</c>, <c>notIn</c>.</summary>
    NoneOf,

    /// <summary>It is less.</summary>
    Less,

    /// <summary>It is no more.</summary>
    AtMost,

    /// <summary>It is more.</summary>
    More,

    /// <summary>It is no less.</summary>
    AtLeast,

    /// <summary>It begins with it.</summary>
    Prefix,

    /// <summary>It has it within.</summary>
    Contains,
}
