namespace Shop.Kit;

/// <summary>A request that came in.</summary>
public sealed record LedgerEntry
{
    public string At { get; init; } = "";

    public string Method { get; init; } = "";

    public string Path { get; init; } = "";

    public string? IdempotencyKey { get; init; }

    /// <summary>What was answered; 0 when the caller was gone before.</summary>
    public long Status { get; init; }

    /// <summary>What was changed, as <c>cancelled 1002</c>; null when nothing was.</summary>
    public string? Effect { get; init; }
}
