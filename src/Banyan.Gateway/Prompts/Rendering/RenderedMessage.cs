namespace Banyan.Gateway.Prompts.Rendering;

/// <summary>One message of a rendered prompt.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>: from the prompt's own structure, never from a value that is text.</param>
/// <param name="Text">What it says.</param>
/// <param name="Files">Files that go with it, in the order they are named in; mostly empty.</param>
public sealed record RenderedMessage(string Role, string Text, IReadOnlyList<RenderedFile> Files);
