namespace Banyan.Intents.Memory;

/// <summary>A message that is kept.</summary>
/// <param name="Sequence">Its place, from 1, without gaps.</param>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="ClientMessageId">The client's id.</param>
/// <param name="Text">What was said.</param>
/// <param name="RunId">The run behind it; null when none.</param>
/// <param name="At">When.</param>
/// <param name="WasThere">Whether it had been stored before this call.</param>
public sealed record StoredMessage(int Sequence, string Role, string ClientMessageId, string Text, string? RunId, DateTimeOffset At, bool WasThere = false);
