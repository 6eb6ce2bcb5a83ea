using System.Text.Json;

namespace Banyan.Host.Graph.Intents;

/// <summary>A run as the orchestrator shows it.</summary>
internal sealed record RunView(JsonElement Json)
{
    /// <summary>Its id.</summary>
    public string Id => Text("runId")!;

    /// <summary>A text; null when absent.</summary>
    public string? Text(string name) => Maybe(name)?.GetString();

    /// <summary>A text of its plan; null when absent, and before there is a plan.</summary>
    public string? Planned(string name) => Maybe("plan") is { } plan && plan.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A member; null when absent or null.</summary>
    public JsonElement? Maybe(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
