using Banyan.Wire.Translation;

namespace Banyan.Gateway.Conversations;

/// <summary>Messages that are kept or left out together: one message, or calls with their results.</summary>
/// <param name="FirstSequence">Sequence of its first message.</param>
/// <param name="LastSequence">The highest sequence in it.</param>
/// <param name="Turns">Its turns, mended: every call with its result, every result with its call.</param>
internal sealed record TurnUnit(int FirstSequence, int LastSequence, IReadOnlyList<PlainTurn> Turns)
{
    /// <summary>Tokens of its turns, by the documented estimate.</summary>
    public int Tokens { get; } = Turns.Sum(TurnTokens.Of);
}
