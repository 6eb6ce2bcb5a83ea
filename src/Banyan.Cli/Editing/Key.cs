namespace Banyan.Cli.Editing;

/// <summary>A key that was pressed, or text that was typed or pasted.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Text">The text; empty for keys.</param>
internal readonly record struct Key(KeyKind Kind, string Text = "");
