namespace Banyan.Gateway.Prompts.Metrics;

/// <summary>A request and what it was composed from.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="RequestId">The request.</param>
/// <param name="At">When it began.</param>
/// <param name="VersionId">The version.</param>
/// <param name="ExperimentId">The experiment; null when none.</param>
/// <param name="Variant">Its arm; null when none.</param>
/// <param name="UnitHash">What stands for the unit; null when none.</param>
public sealed record PromptCall(string Tenant, Guid RequestId, DateTimeOffset At, Guid VersionId, Guid? ExperimentId, string? Variant, string? UnitHash);
