using Banyan.Wire.Translation;

namespace Banyan.Gateway.Conversations;

/// <summary>A message to be added.</summary>
/// <param name="Turn">Who says what.</param>
public sealed record NewMessage(PlainTurn Turn)
{
    /// <summary>The client's own id of it: said again under the same id and role, it is the stored message; null for none. At most 128 characters.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>The exchange that made it; null for what was said by others than a model.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>Whether it is an answer that a failure cut.</summary>
    public bool IsIncomplete { get; init; }
}
