using Banyan.Wire.Schemas;

namespace Banyan.Intents.Spine;

/// <summary>Something a person can have done: schema, effect, owner rule, and the backends that can do it. Immutable.</summary>
internal sealed record Intent
{
    /// <summary><c>family.verb</c>, as <c>orders.cancel</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Version of the published contract.</summary>
    public string Version { get; init; } = "1.0.0";

    /// <summary>At most 80 characters, cleaned.</summary>
    public required string Title { get; init; }

    /// <summary>At most 400 characters, cleaned.</summary>
    public string Description { get; init; } = "";

    /// <summary>Sentences that ask for it, at most 20, each at most 120 characters.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>What it is not for.</summary>
    public IReadOnlyList<string> NotFor { get; init; } = [];

    /// <summary>What the intent takes, bound parameters included (<c>x-banyan-bind</c>). An object schema in the intent's own names.</summary>
    public required JsonSchema Params { get; init; }

    /// <summary>What the intent yields, in the intent's own names.</summary>
    public required JsonSchema Result { get; init; }

    /// <summary>What it does to the world.</summary>
    public required Effect Effect { get; init; }

    /// <summary>Whether repeating is safe: <c>none</c>, <c>key</c> (honours Idempotency-Key) or <c>natural</c> (idempotent by itself).</summary>
    public string Idempotency { get; init; } = "none";

    /// <summary><c>always</c>, <c>auto</c> (by effect and provenance) or <c>never</c>.</summary>
    public string Confirm { get; init; } = "auto";

    /// <summary>Scopes the person must hold, all of them.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>How it is proved that the person may touch the record; null when nothing is owned.</summary>
    public OwnerRule? Owner { get; init; }

    /// <summary>How an unknown outcome is looked up; null when it cannot be.</summary>
    public VerifyRule? Verify { get; init; }

    /// <summary>How it is taken back; null when it cannot be.</summary>
    public UndoRule? Undo { get; init; }

    /// <summary>Time for one call. <value>Default 5 s, at most 30 s.</value></summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The kind of thing it is about, as <c>order</c>; null when none.</summary>
    public string? Entity { get; init; }

    /// <summary>Whether anyone may have it, without an owner.</summary>
    public bool IsPublic { get; init; }

    /// <summary>What one call costs beside models, in dollars.</summary>
    public decimal CostUsd { get; init; }

    /// <summary>Whether it is on its way out.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>Why end users may not have it; null when they may.</summary>
    public string? Quarantine { get; init; }

    /// <summary>The legacy side's operation; null when there is none.</summary>
    public IntentOperation? Legacy { get; init; }

    /// <summary>The modern side's operation; null when there is none or it is not granted.</summary>
    public IntentOperation? Modern { get; init; }

    /// <summary>SHA-256 of what matters for approval and confirmation (parameters, effect, owner, path, mapping), lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>The part of the key before the dot; intents of a family split alike and share affinity.</summary>
    public string Family => Key[..Key.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>What binds a parameter to the caller (<c>caller.id</c>, <c>caller.email</c>, <c>caller.id|any</c>); null when it is free.</summary>
    public string? BindingOf(string parameter) => Params.Properties.TryGetValue(parameter, out var schema) ? schema.Word("x-banyan-bind") : null;

    /// <summary>Whether a person may reach other people's records by this intent: every scope of it is held as <c>…:any</c> too. An intent without scopes gives nobody that right.</summary>
    public bool ReachesAnyFor(Subject subject) => Scopes.Count > 0 && Scopes.All(scope => subject.Holds(scope + ":any"));

    /// <summary>Whether a planner may fill a parameter for a person: it is not bound, or bound to <c>…|any</c> and the person reaches anybody's records.</summary>
    public bool IsFreeFor(Subject subject, string parameter) =>
        BindingOf(parameter) is not { } binding || (binding.EndsWith("|any", StringComparison.Ordinal) && ReachesAnyFor(subject));
}
