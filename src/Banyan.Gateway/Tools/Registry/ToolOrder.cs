using System.Text.Json;

namespace Banyan.Gateway.Tools.Registry;

/// <summary>What somebody registers: a tool behind HTTP.</summary>
public sealed record ToolOrder
{
    /// <summary>The tool that is changed; null to register a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>The revision that was read before the change; null to change whatever is there.</summary>
    public int? ExpectedRevision { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, for the model: 1 to 1,024 characters.</summary>
    public required string Description { get; init; }

    /// <summary>What people sort it under.</summary>
    public string Category { get; init; } = "general";

    /// <summary>JSON Schema of the arguments.</summary>
    public required JsonElement InputSchema { get; init; }

    /// <summary>JSON Schema of the result; null when any result is right.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>The service it belongs to, for people.</summary>
    public string? Service { get; init; }

    /// <summary>The address that is posted to.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Name of an entry of <c>tools.secrets</c>; null for none.</summary>
    public string? AuthRef { get; init; }

    /// <summary>What a call does.</summary>
    public ToolEffect Effect { get; init; }

    /// <summary>Whether the same call twice does no more than once.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Bound on one call.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How failed calls are repeated.</summary>
    public ToolRetry Retry { get; init; } = new();

    /// <summary>Whether it may be called from the start.</summary>
    public bool IsEnabled { get; init; } = true;
}
