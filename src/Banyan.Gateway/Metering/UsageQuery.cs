using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Metering;

/// <summary>Which rows of the ledger are wanted. An empty list asks for nothing in particular; several lists must all fit.</summary>
public sealed record UsageQuery
{
    /// <summary>Whose rows: the wall nothing crosses.</summary>
    public required string Tenant { get; init; }

    /// <summary>Calling applications.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>End users.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Features.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Teams.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Models by full name.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Keys by public id.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>How attempts ended.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    /// <summary>The first instant; null for the oldest row.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The instant after the last; null for now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>How many rows at most. <value>Default 50.</value></summary>
    public int First { get; init; } = 50;

    /// <summary>The row the page follows, as the last of the page before; null for the newest.</summary>
    public (DateTimeOffset OccurredAt, Guid Id)? After { get; init; }
}
