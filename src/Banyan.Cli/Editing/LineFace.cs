namespace Banyan.Cli.Editing;

/// <summary>What is to be seen of a line.</summary>
/// <param name="Prompt">What stands before it.</param>
/// <param name="Text">The text; line ends begin further lines.</param>
/// <param name="Cursor">The place in it.</param>
internal sealed record LineFace(string Prompt, string Text, int Cursor);
