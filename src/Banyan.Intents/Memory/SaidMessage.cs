namespace Banyan.Intents.Memory;

/// <summary>Something said in a conversation.</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="ClientMessageId">The client's id of the message, or of the one this answers.</param>
/// <param name="Text">What was said, redacted.</param>
/// <param name="RunId">The run behind it; null when none.</param>
/// <param name="Intents">Keys of the intents that ran for it.</param>
internal sealed record SaidMessage(string Role, string ClientMessageId, string Text, string? RunId, IReadOnlyList<string> Intents);
