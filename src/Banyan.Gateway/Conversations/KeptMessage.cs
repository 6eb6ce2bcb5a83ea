using Banyan.Wire.Translation;

namespace Banyan.Gateway.Conversations;

/// <summary>A message as it is kept.</summary>
/// <param name="Sequence">Its place in the conversation, from 1, without gaps.</param>
/// <param name="Turn">Who said what.</param>
public sealed record KeptMessage(int Sequence, PlainTurn Turn)
{
    /// <summary>The client's own id of it; null when it gave none.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>Its tokens, by the documented estimate.</summary>
    public int Tokens { get; init; }

    /// <summary>The exchange that made it; null for what was said by others than a model.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>Whether it is an answer that a failure cut.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>When it was said.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it had been said before under the same client id, so that nothing was added. Not stored.</summary>
    public bool WasThere { get; init; }
}
