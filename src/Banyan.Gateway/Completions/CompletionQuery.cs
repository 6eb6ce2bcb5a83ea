using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Completions;

/// <summary>Which completions are looked for; an empty list says nothing.</summary>
/// <param name="Tenant">The tenant.</param>
public sealed record CompletionQuery(string Tenant)
{
    /// <summary>Calling applications.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>End users.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Features.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Teams.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Full names of the models that answered.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>How they ended.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    /// <summary>Text that door, feature, model, user, service, error code or trace contain, whatever the case; null for any.</summary>
    public string? Search { get; init; }

    /// <summary>Arrived at this instant or later; null for any.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Arrived before this instant; null for any.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Those after this place; null for the newest.</summary>
    public CompletionPlace? After { get; init; }

    /// <summary>How many at most. <value>Default 50.</value></summary>
    public int First { get; init; } = 50;
}
