using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Cli.Doctoring;

/// <summary>What <c>/health/ready</c> says.</summary>
/// <param name="Status">One word: ready, degraded, not ready, draining.</param>
/// <param name="Text">The word and every dependency, on one line.</param>
internal sealed record Readiness(string Status, string Text)
{
    /// <summary>Reads the body; null when it is nothing of the kind.</summary>
    public static Readiness? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("status", out var status) || status.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            var word = JsonText.From(status).ToString();
            var parts = root.TryGetProperty("dependencies", out var all) && all.ValueKind == JsonValueKind.Object
                ? all.EnumerateObject().Select(one => $"{one.Name} {Values(one.Value)}")
                : [];
            return new Readiness(word, string.Join("; ", [word, .. parts]));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Values(JsonElement dependency) =>
        dependency.ValueKind == JsonValueKind.Object
            ? string.Join(", ", dependency.EnumerateObject().Select(member => member.Name == "state" ? Value(member.Value) : $"{member.Name} {Value(member.Value)}"))
            : Value(dependency);

    private static string Value(JsonElement value) => value.ValueKind == JsonValueKind.String ? JsonText.From(value).ToString() : value.GetRawText();
}
