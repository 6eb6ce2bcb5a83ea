namespace Banyan.Intents.Spine;

/// <summary>One message of a conversation.</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">What was said, redacted.</param>
/// <param name="At">When.</param>
internal sealed record SpokenMessage(string Role, string Text, DateTimeOffset At);
