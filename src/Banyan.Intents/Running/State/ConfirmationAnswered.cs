namespace Banyan.Intents.Running.State;

/// <summary>What became of a confirmation.</summary>
/// <param name="Code">Its code.</param>
/// <param name="State"><c>given</c>, <c>declined</c>, <c>expired</c> or <c>cancelled</c>.</param>
/// <param name="MessageId">The client's id of the message that said so; null when none did.</param>
/// <param name="IsAllOrNothing">Whether what was done is to be taken back when a part fails.</param>
internal sealed record ConfirmationAnswered(string Code, string State, string? MessageId, bool IsAllOrNothing);
