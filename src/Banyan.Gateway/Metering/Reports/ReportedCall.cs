using Banyan.Wire.Usage;

namespace Banyan.Gateway.Metering.Reports;

/// <summary>A call somebody made without Banyan, told afterwards.</summary>
/// <param name="At">When it began.</param>
/// <param name="Service">Whose it was.</param>
/// <param name="User">For which end user; null when for none.</param>
/// <param name="Feature">For which use; null when not told.</param>
/// <param name="Model">The model by full name.</param>
/// <param name="Usage">Its tokens.</param>
/// <param name="IdempotencyKey">Told again with the same key it is the same call; 1 to 200 characters, one key of a service stands for one call for as long as the ledger is kept.</param>
public sealed record ReportedCall(DateTimeOffset At, string Service, string? User, string? Feature, string Model, TokenUsage Usage, string IdempotencyKey)
{
    /// <summary>The service tier the provider said it billed; null when it said none.</summary>
    public string? ServiceTier { get; init; }
}
