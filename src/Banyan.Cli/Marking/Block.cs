namespace Banyan.Cli.Marking;

/// <summary>A block of Markdown.</summary>
/// <param name="Text">Its source.</param>
/// <param name="IsApart">Whether a blank line stands before it.</param>
internal sealed record Block(string Text, bool IsApart);
