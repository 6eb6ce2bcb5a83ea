namespace Banyan.Gateway.Prompts;

/// <summary>Who changes prompts.</summary>
/// <param name="Tenant">Whose prompts.</param>
/// <param name="Name">Who it is, as told in versions and labels: a key's public id or a person.</param>
/// <param name="IsAdmin">Whether protected labels may be moved without a second person.</param>
public sealed record PromptAuthor(string Tenant, string Name, bool IsAdmin = false);
