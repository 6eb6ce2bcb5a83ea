using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Reading;

/// <summary>A part of a message that asks for one thing.</summary>
/// <param name="Tokens">What it asks for.</param>
/// <param name="Start">Where it begins in the message.</param>
/// <param name="End">Where it ends, its condition aside.</param>
internal sealed record Clause(IReadOnlyList<Token> Tokens, int Start, int End)
{
    /// <summary>The words of its condition; empty when it has none.</summary>
    public IReadOnlyList<Token> Condition { get; init; } = [];

    /// <summary>Whether the condition is turned round, as by <c>unless</c>.</summary>
    public bool IsUnless { get; init; }

    /// <summary>Whether it is the other branch of the condition before.</summary>
    public bool IsOtherwise { get; init; }

    /// <summary>Whether it comes after the one before, by <c>then</c>.</summary>
    public bool IsThen { get; init; }

    /// <summary>Whether it ends in a question mark.</summary>
    public bool IsQuestion { get; init; }
}
