using System.Text.Json;

namespace Banyan.Intents;

/// <summary>An intent as operators see it.</summary>
public sealed record OperatorIntent
{
    /// <summary>Its key, as <c>orders.get</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>What it does.</summary>
    public required string Description { get; init; }

    /// <summary>Version of its definition.</summary>
    public required string Version { get; init; }

    /// <summary><c>read</c>, <c>write</c> or <c>destructive</c>.</summary>
    public required string Effect { get; init; }

    /// <summary>The stage in force: <c>legacy shadow canary modern modern-only</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Share of people on the modern side of a canary, 0 to 100; 0 at any other stage.</summary>
    public required double CanaryPercent { get; init; }

    /// <summary>The sides that can do it, legacy first.</summary>
    public required IReadOnlyList<OperatorSide> Sides { get; init; }

    /// <summary>JSON Schema of its parameters, bound ones included.</summary>
    public required JsonElement Params { get; init; }

    /// <summary>JSON Schema of its result.</summary>
    public required JsonElement Result { get; init; }

    /// <summary>What people say for it.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    /// <summary>Why end users may not have it, or a change of it waits; null when neither.</summary>
    public string? Quarantine { get; init; }
}
