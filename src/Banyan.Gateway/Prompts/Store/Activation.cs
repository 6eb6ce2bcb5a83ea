namespace Banyan.Gateway.Prompts.Store;

/// <summary>A change of the active version.</summary>
/// <param name="Tenant">Whose prompt.</param>
/// <param name="PromptId">The prompt.</param>
/// <param name="VersionId">The version that becomes active.</param>
/// <param name="ExpectedActive">Number of the version that must be active now; null when none may be.</param>
/// <param name="By">Who does it.</param>
/// <param name="At">When.</param>
public sealed record Activation(string Tenant, Guid PromptId, Guid VersionId, int? ExpectedActive, string By, DateTimeOffset At);
