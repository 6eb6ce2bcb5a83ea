namespace Banyan.Gateway.Tools.Mcp;

/// <summary>A tool as its server defines it.</summary>
/// <param name="ServerId">Whose tool.</param>
/// <param name="Name">The server's name of it.</param>
/// <param name="Json">The definition as it was listed.</param>
/// <param name="Hash">SHA-256 of it, lower-case hexadecimal.</param>
/// <param name="IsApproved">Whether models may see it: the pinned one. Else it waits for somebody to approve it.</param>
public sealed record McpDefinition(Guid ServerId, string Name, string Json, string Hash, bool IsApproved);
