namespace Banyan.Gateway.Prompts.Files;

/// <summary>A prompt written out.</summary>
/// <param name="Name">The prompt.</param>
/// <param name="Version">The version's number.</param>
/// <param name="ContentHash">The version's hash: what a later import says it was made from.</param>
/// <param name="Text">The file.</param>
public sealed record ExportedPrompt(string Name, int Version, string ContentHash, string Text);
