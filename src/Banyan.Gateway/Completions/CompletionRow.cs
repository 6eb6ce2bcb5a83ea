using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Completions;

/// <summary>What is kept of one exchange beside its attempts, which stand in the ledger. No content.</summary>
public sealed record CompletionRow
{
    /// <summary>The exchange.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>Calling application.</summary>
    public required string Service { get; init; }

    /// <summary>End user; null when none.</summary>
    public string? User { get; init; }

    /// <summary>Feature; null when none.</summary>
    public string? Feature { get; init; }

    /// <summary>Team; null when none.</summary>
    public string? Team { get; init; }

    /// <summary>Public id of the caller's key.</summary>
    public required string KeyId { get; init; }

    /// <summary>Door it came through.</summary>
    public required string Door { get; init; }

    /// <summary>Language it was asked in.</summary>
    public required string Dialect { get; init; }

    /// <summary>What was asked for, as <c>chat</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The prompt it was composed from; null when none.</summary>
    public Guid? PromptId { get; init; }

    /// <summary>The prompt's version; null when none.</summary>
    public Guid? PromptVersionId { get; init; }

    /// <summary>The experiment's arm; null when none.</summary>
    public string? Variant { get; init; }

    /// <summary>The conversation it goes on; null when it stands alone.</summary>
    public Guid? ConversationId { get; init; }

    /// <summary>The exchange that made it; null for a caller's own.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>The model as asked for; empty for the default.</summary>
    public required string ModelPreference { get; init; }

    /// <summary>What the caller noted, as a JSON object; null when nothing.</summary>
    public string? Metadata { get; init; }

    /// <summary>The caller's words for it.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Input tokens by the documented estimate.</summary>
    public int EstimatedTokens { get; init; }

    /// <summary>Hash of the caller's idempotency key; null when none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Its trace; null when there is none.</summary>
    public string? TraceId { get; init; }

    /// <summary>How it ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The answer; null when there was none.</summary>
    public CompletionEnd? Answer { get; init; }

    /// <summary>What went wrong; null when nothing did.</summary>
    public CompletionFault? Fault { get; init; }
}
