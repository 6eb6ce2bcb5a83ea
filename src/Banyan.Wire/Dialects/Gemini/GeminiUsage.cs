using System.Text.Json;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Reads and writes <c>usageMetadata</c>. The prompt includes what was cached; candidates exclude thoughts; counts are cumulative.</summary>
internal static class GeminiUsage
{
    /// <summary>Reads the object by itself; null when it tells no count.</summary>
    public static ReportedUsage? Read(JsonElement usage)
    {
        var cursor = new JsonCursor(JsonRaw.From(usage).Utf8.Span);
        cursor.Read();
        return Read(ref cursor);
    }

    /// <summary>Reads the object the cursor stands on; null when it tells no count.</summary>
    public static ReportedUsage? Read(ref JsonCursor at)
    {
        long? input = null, cached = null, tool = null, output = null, thoughts = null, total = null;
        if (at.Token != JsonTokenType.StartObject)
        {
            at.Skip();
            return null;
        }

        while (at.NextMember())
        {
            ref var target = ref input;
            var known = true;
            if (at.Is("promptTokenCount"u8))
            {
                target = ref input;
            }
            else if (at.Is("cachedContentTokenCount"u8))
            {
                target = ref cached;
            }
            else if (at.Is("toolUsePromptTokenCount"u8))
            {
                target = ref tool;
            }
            else if (at.Is("candidatesTokenCount"u8))
            {
                target = ref output;
            }
            else if (at.Is("thoughtsTokenCount"u8))
            {
                target = ref thoughts;
            }
            else if (at.Is("totalTokenCount"u8))
            {
                target = ref total;
            }
            else
            {
                known = false;
            }

            at.Read();
            if (known)
            {
                target = at.WholeNumber();
            }

            at.Skip();
        }

        return Make(input, cached, tool, output, thoughts, total);
    }

    /// <summary>Writes the counts, the parts that are zero left out; a count the upstream did not tell is left out too, never made 0.</summary>
    public static void Write(Utf8JsonWriter writer, ReportedUsage? told)
    {
        if (told?.ToTokens(totalGapIsReasoning: false) is not { } usage)
        {
            return;
        }

        writer.WriteStartObject("usageMetadata"u8);
        if (told.Input is not null)
        {
            writer.WriteNumber("promptTokenCount"u8, usage.Prompt);
        }

        if (told.Output is not null)
        {
            writer.WriteNumber("candidatesTokenCount"u8, usage.Output + usage.AudioOut);
        }

        if (told.Input is not null && told.Output is not null)
        {
            writer.WriteNumber("totalTokenCount"u8, usage.Total);
        }

        if (usage.CacheRead > 0)
        {
            writer.WriteNumber("cachedContentTokenCount"u8, usage.CacheRead);
        }

        if (usage.Reasoning > 0)
        {
            writer.WriteNumber("thoughtsTokenCount"u8, usage.Reasoning);
        }

        writer.WriteEndObject();
    }

    // A blocked prompt or a first chunk tells no output: it is 0 only when the total says so.
    private static ReportedUsage? Make(long? input, long? cached, long? tool, long? output, long? thoughts, long? total) =>
        (input ?? cached ?? tool ?? output ?? thoughts ?? total) is null ? null : new ReportedUsage
        {
            Input = input,
            CacheRead = cached,
            ToolInput = tool,
            Output = output ?? (total is not null && total == input ? 0 : null),
            Reasoning = thoughts,
            Total = total,
            OutputExcludesReasoning = true,
        };
}
