namespace Banyan.Gateway.Spine;

/// <summary>Which acts; what is left out asks for nothing in particular, all that is given must fit.</summary>
/// <param name="Tenant">Whose.</param>
public sealed record AuditQuery(string Tenant)
{
    /// <summary>Who, as <c>key:Ab12Cd34</c>.</summary>
    public string? Actor { get; init; }

    /// <summary>What, as <c>saveProvider</c>.</summary>
    public string? Action { get; init; }

    /// <summary>On what, as <c>provider:openai</c>.</summary>
    public string? Target { get; init; }

    /// <summary>From this instant on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Up to and without this one.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>At most how many.</summary>
    public int First { get; init; } = 50;

    /// <summary>The act the page follows; null for the newest.</summary>
    public (DateTimeOffset At, Guid Id)? After { get; init; }
}
