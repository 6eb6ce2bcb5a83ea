using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Writes a hub ask for Gemini. Model and streaming are told by the address, not by the body.</summary>
internal static class GeminiAskWriter
{
    public static byte[] Write(HubAsk ask, TargetFacts target, MappingReport report)
    {
        var entries = GeminiEntries.From(ask.Turns, report);
        NameWhatHasNoForm(ask, report);
        return JsonWriting.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("contents"u8);
            foreach (var entry in entries.Contents)
            {
                GeminiEntryWriter.Write(writer, entry, target, report);
            }

            writer.WriteEndArray();
            WriteSystem(writer, entries.System, report);
            GeminiToolWriter.Write(writer, ask, target, report);
            GeminiConfigWriter.Write(writer, ask, target, report);
            WriteLabels(writer, ask, target, report);
            writer.WriteEndObject();
        });
    }

    private static void WriteSystem(Utf8JsonWriter writer, List<HubPart> parts, MappingReport report)
    {
        var texts = parts.OfType<HubText>().Where(part => !part.Text.IsEmpty).ToList();
        foreach (var other in parts.Where(part => part is not HubText))
        {
            report.Drop(other.At);
        }

        if (texts.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("systemInstruction"u8);
        writer.WriteStartArray("parts"u8);
        foreach (var part in texts)
        {
            GeminiPartWriter.WriteText(writer, part.Text, null);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // Only Vertex takes labels; the plain Gemini API refuses a whole ask for them, so a provider must say that it knows them.
    private static void WriteLabels(Utf8JsonWriter writer, HubAsk ask, TargetFacts target, MappingReport report)
    {
        if (!target.Quirks.TryGetValue("labels", out var known) || !string.Equals(known, "true", StringComparison.OrdinalIgnoreCase))
        {
            Drop(ask.Metadata?.At, report);
            Drop(ask.User?.At, report);
            return;
        }

        using var metadata = ask.Metadata is { } given ? JsonMembers.TryParse(given.Value.Utf8) : null;
        var labels = metadata?.RootElement.Members().Where(label => label.Value.ValueKind == JsonValueKind.String).ToList() ?? [];
        if (labels.Count == 0 && ask.User is null)
        {
            return;
        }

        writer.WriteStartObject("labels"u8);
        foreach (var (name, value) in labels)
        {
            writer.WritePropertyName(name);
            JsonRaw.From(value).WriteTo(writer);
        }

        if (ask.User is { } user && !labels.Exists(label => string.Equals(label.Name, "user", StringComparison.Ordinal)))
        {
            writer.Member("user"u8, user.Value);
        }

        writer.WriteEndObject();
    }

    private static void NameWhatHasNoForm(HubAsk ask, MappingReport report)
    {
        Drop(ask.ParallelToolCalls is { Value: false } parallel ? parallel.At : null, report);
        Drop(ask.Verbosity?.At, report);
        Drop(ask.SafetyIdentifier?.At, report);
        Drop(ask.PromptCacheKey?.At, report);
        Drop(ask.PromptCacheRetention?.At, report);
        Drop(ask.ServiceTier?.At, report);
        Drop(ask.Store?.At, report);
    }

    private static void Drop(string? pointer, MappingReport report)
    {
        if (pointer is not null)
        {
            report.Drop(pointer);
        }
    }
}
