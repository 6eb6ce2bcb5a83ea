namespace Banyan.Wire.Translation;

/// <summary>What somebody said in a conversation, as plain text.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">The words; the text parts of a turn are joined by line breaks.</param>
public sealed record SpokenTurn(string Role, string Text);
