namespace Banyan.Gateway.Prompts.Files;

/// <summary>A file to be taken in.</summary>
/// <param name="Text">The file.</param>
/// <param name="BaseHash">Hash of the version it was made from; null when its writer knows of none. A newest version with another hash is drift: somebody changed it meanwhile.</param>
public sealed record ImportFile(string Text, string? BaseHash);
