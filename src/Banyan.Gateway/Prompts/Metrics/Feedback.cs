namespace Banyan.Gateway.Prompts.Metrics;

/// <summary>What somebody thinks of an answer.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="RequestId">The request that was answered.</param>
/// <param name="By">Who says so.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="Comment">In their words; null when they gave none.</param>
/// <param name="At">When.</param>
public sealed record Feedback(string Tenant, Guid RequestId, string By, double Score, string? Comment, DateTimeOffset At);
