namespace Banyan.Wire.Hub;

/// <summary>What readers and writers of an answer must know beyond its frames.</summary>
public sealed record AnswerFacts
{
    /// <summary>Whether the caller gets a stream.</summary>
    public bool Streams { get; init; }

    /// <summary>Whether the caller of an OpenAI chat stream asked for the usage chunk.</summary>
    public bool WantsUsageChunk { get; init; }

    /// <summary>The exchange's id, used where an upstream gives no id of its own.</summary>
    public string ExchangeId { get; init; } = "";

    /// <summary>When the exchange began, for dialects that must tell a time and upstreams that don't.</summary>
    public long StartedUnixSeconds { get; init; }

    /// <summary>The caller's ask, for dialects whose answer echoes it (Responses); empty when not needed.</summary>
    public ReadOnlyMemory<byte> Ask { get; init; }

    /// <summary>Who issues signatures in this answer.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>Seals signatures for the caller; null leaves them out.</summary>
    public ISignatureSeal? Seal { get; init; }

    /// <summary>The upstream's quirks (<c>reasoningMember</c>, <c>thinkTags</c>, <c>totalGap</c> ...).</summary>
    public IReadOnlyDictionary<string, string> Quirks { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a schema-bound answer was asked of the upstream by one forced tool of this name; null when not.</summary>
    public string? FormatTool { get; init; }
}
