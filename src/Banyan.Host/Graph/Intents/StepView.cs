using System.Text.Json;

namespace Banyan.Host.Graph.Intents;

/// <summary>A step as the orchestrator shows it.</summary>
internal sealed record StepView(JsonElement Json)
{
    /// <summary>A text; null when absent.</summary>
    public string? Text(string name) => Maybe(name)?.GetString();

    /// <summary>Its problem as an object of code and detail; null when there is none.</summary>
    public Dictionary<string, object?>? Problem =>
        Text("code") is { } code ? new(StringComparer.Ordinal) { ["code"] = code, ["detail"] = Text("detail") } : null;

    /// <summary>A member; null when absent or null.</summary>
    public JsonElement? Maybe(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
