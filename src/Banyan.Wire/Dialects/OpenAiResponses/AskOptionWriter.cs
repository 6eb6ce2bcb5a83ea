using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Writes the members beside input and tools, and names what has no place here.</summary>
internal static class AskOptionWriter
{
    public static void WriteForm(Utf8JsonWriter writer, HubAsk ask, MappingReport report)
    {
        if (ask.Reasoning is { } reasoning)
        {
            WriteReasoning(writer, reasoning, report);
        }

        if (ask.Format is null && ask.Verbosity is null)
        {
            return;
        }

        writer.WriteStartObject("text");
        if (ask.Format is { } format)
        {
            WriteFormat(writer, format.Value);
        }

        if (ask.Verbosity is { } verbosity)
        {
            writer.WriteString("verbosity", verbosity.Value);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes <c>include</c> and <c>store</c>.</summary>
    /// <remarks>
    /// A translated ask carries its whole history. Where signatures can be sealed, reasoning is therefore asked for in encrypted form and the
    /// provider keeps nothing, unless the caller said so: it speaks a dialect in which silence means just that.
    /// </remarks>
    public static void WriteState(Utf8JsonWriter writer, HubAsk ask, TargetFacts target)
    {
        var wantsLogprobs = ask.Logprobs is { Value: true } || ask.TopLogprobs is not null;
        var wantsSignatures = target.Seal is not null && (target.Can.HasFlag(AskNeeds.Reasoning) || ask.Reasoning is { Value.IsDisabled: false });
        if (wantsLogprobs || wantsSignatures)
        {
            writer.WriteStartArray("include");
            if (wantsSignatures)
            {
                writer.WriteStringValue("reasoning.encrypted_content");
            }

            if (wantsLogprobs)
            {
                writer.WriteStringValue("message.output_text.logprobs");
            }

            writer.WriteEndArray();
        }

        if (ask.Store is { } store)
        {
            writer.WriteBoolean("store", store.Value);
        }
        else if (target.Seal is not null)
        {
            writer.WriteBoolean("store", false);
        }
    }

    public static void WriteTier(Utf8JsonWriter writer, HubAsk ask, MappingReport report)
    {
        if (ask.ServiceTier is not { } tier)
        {
            return;
        }

        if (tier.Value.ToString() is "auto" or "default" or "flex" or "priority" or "scale")
        {
            ResponseWriting.Text(writer, "service_tier", tier.Value);
        }
        else
        {
            report.Drop(tier.At);
        }
    }

    public static void NameTheRest(HubAsk ask, MappingReport report)
    {
        foreach (var at in (ReadOnlySpan<string?>)[ask.TopK?.At, ask.Seed?.At, ask.PresencePenalty?.At, ask.FrequencyPenalty?.At, ask.Stop?.At])
        {
            if (at is not null)
            {
                report.Drop(at);
            }
        }

        if (ask.Choices is { } choices && choices.Value.ToString() != "1")
        {
            report.Refuse(choices.At, "The Responses dialect gives one answer per ask; send one ask for each.");
        }
    }

    private static void WriteReasoning(Utf8JsonWriter writer, Sourced<HubReasoningAsk> asked, MappingReport report)
    {
        var effort = Effort(asked, report);
        var summary = asked.Value.Summary ?? (asked.Value.IncludeThoughts == true ? "auto" : null);
        if (effort is null && summary is null)
        {
            return;
        }

        writer.WriteStartObject("reasoning");
        if (effort is not null)
        {
            writer.WriteString("effort", effort);
        }

        if (summary is not null)
        {
            writer.WriteString("summary", summary);
        }

        writer.WriteEndObject();
    }

    private static string? Effort(Sourced<HubReasoningAsk> asked, MappingReport report)
    {
        if (asked.Value.IsDisabled)
        {
            return "none";
        }

        var effort = asked.Value.Effort ?? asked.Value.BudgetTokens switch
        {
            null => null,
            <= 1024 => "low",
            <= 2048 => "medium",
            <= 4096 => "high",
            _ => "xhigh",
        };
        if (effort != "max")
        {
            return effort;
        }

        report.Clamp(asked.At, "xhigh");
        return "xhigh";
    }

    private static void WriteFormat(Utf8JsonWriter writer, HubFormat format)
    {
        writer.WriteStartObject("format");
        writer.WriteString("type", format.Kind switch { HubFormatKind.Text => "text", HubFormatKind.Object => "json_object", HubFormatKind.Schema => "json_schema" });
        if (format.Kind == HubFormatKind.Schema)
        {
            ResponseWriting.Text(writer, "name", format.Name ?? JsonText.From("structured_output"));
            if (format.Description is { } description)
            {
                ResponseWriting.Text(writer, "description", description);
            }

            ResponseWriting.Raw(writer, "schema", format.Schema ?? JsonRaw.EmptyObject);
            if (format.Strict is { } strict)
            {
                writer.WriteBoolean("strict", strict);
            }
        }

        writer.WriteEndObject();
    }
}
