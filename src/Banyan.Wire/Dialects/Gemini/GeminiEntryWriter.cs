using System.Text.Json;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Writes one entry of <c>contents</c> and decides which signature its parts carry.</summary>
internal static class GeminiEntryWriter
{
    public static void Write(Utf8JsonWriter writer, GeminiEntry entry, TargetFacts target, MappingReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("role"u8, entry.IsModel ? "model"u8 : "user"u8);
        writer.WriteStartArray("parts"u8);
        if (entry.IsModel)
        {
            WriteModelParts(writer, entry, target, report);
        }
        else
        {
            foreach (var part in entry.Parts)
            {
                GeminiPartWriter.Write(writer, part, signature: null, report);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // The provider checks the first call of a turn: its own signature, or the placeholder where another model made the call (S4, S5).
    private static void WriteModelParts(Utf8JsonWriter writer, GeminiEntry entry, TargetFacts target, MappingReport report)
    {
        var firstCall = entry.Parts.FindIndex(part => part is HubCall);
        var isForeign = entry.Parts.Exists(part => IsForeign(part, target));
        for (var index = 0; index < entry.Parts.Count; index++)
        {
            var part = entry.Parts[index];
            var signature = part is HubCall call ? GeminiSignatures.ForTarget(call, target) : GeminiSignatures.ForTarget(part.Signature, target);
            if (index == firstCall && signature is null && (isForeign || target.ThinkingLevel))
            {
                signature = GeminiSignatures.Skip;
            }

            if (part is HubThought { IsRedacted: true } && signature is null)
            {
                report.Drop(part.At);
                continue;
            }

            GeminiPartWriter.Write(writer, part, signature, report);
        }
    }

    private static bool IsForeign(HubPart part, TargetFacts target) =>
        part.Signature is not null && GeminiSignatures.ForTarget(part.Signature, target) is null;
}
