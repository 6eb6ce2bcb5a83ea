using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>One question to a model.</summary>
internal sealed record ModelAsk
{
    /// <summary>Alias or model name.</summary>
    public required string Model { get; init; }

    /// <summary>Fixed rules first, so that providers cache the prefix: role and text.</summary>
    public required IReadOnlyList<(string Role, string Text)> Messages { get; init; }

    /// <summary>The answer must be JSON of this schema (strict); null for prose.</summary>
    public JsonElement? Schema { get; init; }

    /// <summary>Name of the schema.</summary>
    public string SchemaName { get; init; } = "answer";

    /// <summary>Bound on the answer.</summary>
    public int MaxOutputTokens { get; init; } = 1200;

    /// <summary>Bound on the call.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Who pays.</summary>
    public required Subject Subject { get; init; }

    /// <summary>What the message may still spend; the call reserves and settles.</summary>
    public required RunBudget Budget { get; init; }

    /// <summary>What it is for, for usage rows and spans: <c>plan</c>, <c>judge</c> or <c>answer</c>.</summary>
    public required string Purpose { get; init; }
}
