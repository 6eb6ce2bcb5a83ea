using System.Text.Json;
using Banyan.Intents.Running;
using Banyan.Intents.Spine;
using Banyan.Wire.Json;

namespace Banyan.Intents;

/// <summary>What is asked of the user, as JSON: the plan's own question with those of steps that lack something.</summary>
internal static class ClarifyJson
{
    /// <summary>The question as a value; null when nothing is asked.</summary>
    public static JsonElement? Of(RunOutcome outcome) =>
        JsonWriting.Element(writer => Write(writer, outcome)) is { ValueKind: JsonValueKind.Object } asked ? asked : null;

    /// <summary>Writes an object, or null when nothing is asked.</summary>
    public static void Write(Utf8JsonWriter writer, RunOutcome outcome)
    {
        var asks = new[] { outcome.Scope.Plan.Clarify }.OfType<Clarification>().Concat(outcome.Asks).ToList();
        if (asks.Count == 0)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("question", string.Join(' ', asks.Select(ask => ask.Question).Distinct(StringComparer.Ordinal)));
        writer.WriteStartArray("missing");
        foreach (var missing in asks.SelectMany(ask => ask.Missing).Distinct())
        {
            writer.WriteStartObject();
            writer.WriteString("step", missing.Step);
            writer.WriteString("param", missing.Param);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("candidates");
        foreach (var candidate in asks.SelectMany(ask => ask.Candidates).Distinct(StringComparer.Ordinal))
        {
            writer.WriteStringValue(candidate);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
