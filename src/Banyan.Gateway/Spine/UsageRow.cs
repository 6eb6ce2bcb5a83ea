namespace Banyan.Gateway.Spine;

/// <summary>One row of <c>usage_log</c>: one attempt, never changed once written.</summary>
public sealed record UsageRow
{
    /// <summary>Identity of the row: a UUIDv7 made when the attempt began. Inserting it twice is the same as once.</summary>
    public required Guid Id { get; init; }

    /// <summary>When the attempt began.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The exchange.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>Position within the exchange, from 1.</summary>
    public required int AttemptNo { get; init; }

    /// <summary>Tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>Calling application.</summary>
    public required string Service { get; init; }

    /// <summary>End user; null when none.</summary>
    public string? UserId { get; init; }

    /// <summary>Feature; null when none.</summary>
    public string? Feature { get; init; }

    /// <summary>Team; null when none.</summary>
    public string? Team { get; init; }

    /// <summary>Public id of the caller's key.</summary>
    public required string ApiKeyId { get; init; }

    /// <summary>Door it came through.</summary>
    public required string Door { get; init; }

    /// <summary>Provider's name; null when none was reached.</summary>
    public string? Provider { get; init; }

    /// <summary>Name of the provider's key; null when none was used.</summary>
    public string? Credential { get; init; }

    /// <summary>Model's full name; null when none was reached.</summary>
    public string? Model { get; init; }

    /// <summary>Price row used; null when there was none.</summary>
    public string? PriceId { get; init; }

    /// <summary>Tokens in disjoint counters.</summary>
    public required Wire.Usage.TokenUsage Usage { get; init; }

    /// <summary>Cost in 10⁻⁹ USD; null when the model has no price (cost unknown, never zero).</summary>
    public long? CostNanoUsd { get; init; }

    /// <summary>What a cache hit saved, in 10⁻⁹ USD.</summary>
    public long SavedNanoUsd { get; init; }

    /// <summary>Whether tokens were estimated.</summary>
    public bool IsEstimated { get; init; }

    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Stable code of its failure; null when it did not fail.</summary>
    public string? FailureCode { get; init; }

    /// <summary>The provider's HTTP status; 0 when none came.</summary>
    public int HttpStatus { get; init; }

    /// <summary>Milliseconds from start to end.</summary>
    public int LatencyMs { get; init; }

    /// <summary>Milliseconds to the first content; null when none came.</summary>
    public int? TtftMs { get; init; }

    /// <summary>Whether it was a hedge that lost.</summary>
    public bool IsHedge { get; init; }

    /// <summary>The slice of budgets it was held of, where nodes share their counters; null when none. It is for whoever settles a node that is gone.</summary>
    public Guid? BudgetSlice { get; init; }

    /// <summary>Other billed units as JSON; null when none.</summary>
    public string? Units { get; init; }
}
