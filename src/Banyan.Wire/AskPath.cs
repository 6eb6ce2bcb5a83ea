namespace Banyan.Wire;

/// <summary>What a door read from the request's path; empty for dialects that say it in the body.</summary>
/// <param name="Model">The model named in the path; null when the body names it.</param>
/// <param name="Streams">Whether the path asks for a stream; null when the body says so.</param>
/// <param name="Verb">The method word of the path, as <c>batchEmbedContents</c>; null when there is none.</param>
public readonly record struct AskPath(string? Model = null, bool? Streams = null, string? Verb = null);
