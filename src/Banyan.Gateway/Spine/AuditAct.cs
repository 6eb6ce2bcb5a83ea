namespace Banyan.Gateway.Spine;

/// <summary>What somebody did that others may have to answer for. Never holds a secret or content of users.</summary>
public sealed record AuditAct
{
    /// <summary>Identity: a UUIDv7 of the instant. Writing it twice is the same as once.</summary>
    public required Guid Id { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whose tenant it concerns.</summary>
    public required string Tenant { get; init; }

    /// <summary>Who, as <c>key:Ab12Cd34</c> or <c>operator</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>What, as <c>setIntentStage</c>.</summary>
    public required string Action { get; init; }

    /// <summary>On what, as <c>intent:orders.get</c>; null when on nothing in particular.</summary>
    public string? Target { get; init; }

    /// <summary>What came of it: <c>done</c> or <c>refused</c>. <value>Default <c>done</c>.</value></summary>
    public string Decision { get; init; } = "done";

    /// <summary>Before, after and reason as JSON; null for none.</summary>
    public string? Detail { get; init; }
}
