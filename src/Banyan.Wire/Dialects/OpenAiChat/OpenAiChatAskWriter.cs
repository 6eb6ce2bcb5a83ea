using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Writes a hub ask, members always in one order; docs/wire/openai-chat.md names the quirks it obeys.</summary>
internal static class OpenAiChatAskWriter
{
    private const int MostStops = 4;

    public static byte[] Write(HubAsk ask, TargetFacts target, MappingReport report)
    {
        var quirks = new ChatQuirks(target.Quirks);
        HubCallIds.Complete(ask.Turns);
        return JsonWriting.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("model"u8, target.Model);
            new AskMessageWriter(writer, target, report).Write(ask.Turns);
            Number(writer, quirks.MaxTokensOnly ? "max_tokens"u8 : "max_completion_tokens"u8, ask.MaxOutput);
            Number(writer, "temperature"u8, ask.Temperature);
            Number(writer, "top_p"u8, ask.TopP);
            Number(writer, "n"u8, ask.Choices);
            Stop(writer, ask, report);
            Stream(writer, ask, quirks);
            AskToolWriter.Write(writer, ask, target, report);
            Format(writer, ask.Format?.Value);
            Effort(writer, ask, quirks, report);
            Rest(writer, ask, report);
            Drop(ask.TopK?.At, report);
            writer.WriteEndObject();
        });
    }

    private static void Stream(Utf8JsonWriter writer, HubAsk ask, ChatQuirks quirks)
    {
        if (!ask.Streams)
        {
            return;
        }

        writer.WriteBoolean("stream"u8, true);
        if (quirks.AsksForUsage)
        {
            writer.WriteStartObject("stream_options"u8);
            writer.WriteBoolean("include_usage"u8, true);
            writer.WriteEndObject();
        }
    }

    private static void Stop(Utf8JsonWriter writer, HubAsk ask, MappingReport report)
    {
        if (ask.Stop is not { } stop)
        {
            return;
        }

        if (stop.Value.Count > MostStops)
        {
            report.Refuse(stop.At, $"The model takes at most {MostStops} stop texts.");
        }

        writer.WriteStartArray("stop"u8);
        foreach (var text in stop.Value)
        {
            text.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    private static void Format(Utf8JsonWriter writer, HubFormat? format)
    {
        if (format is null or { Kind: HubFormatKind.Text })
        {
            return;
        }

        writer.WriteStartObject("response_format"u8);
        writer.WriteString("type"u8, format.Kind == HubFormatKind.Schema ? "json_schema"u8 : "json_object"u8);
        if (format.Kind == HubFormatKind.Schema)
        {
            writer.WriteStartObject("json_schema"u8);
            writer.Member("name"u8, format.Name ?? JsonText.From("structured_output"));
            if (format.Description is { } description)
            {
                writer.Member("description"u8, description);
            }

            writer.Member("schema"u8, format.Schema ?? JsonRaw.EmptyObject);
            if (format.Strict is { } strict)
            {
                writer.WriteBoolean("strict"u8, strict);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Effort(Utf8JsonWriter writer, HubAsk ask, ChatQuirks quirks, MappingReport report)
    {
        if (ask.Reasoning is not { } reasoning || EffortOf(reasoning.Value) is not { } effort)
        {
            if (ask.Reasoning is not null && quirks.RefusesEffortWithTools && ask.Tools.Count > 0)
            {
                writer.WriteString("reasoning_effort"u8, "none"u8);
                report.Drop(ask.Reasoning.At);
            }

            return;
        }

        if (quirks.RefusesEffortWithTools && ask.Tools.Count > 0 && effort != "none")
        {
            report.Drop(reasoning.At);
            effort = "none";
        }

        writer.WriteString("reasoning_effort"u8, effort);
    }

    private static string? EffortOf(HubReasoningAsk reasoning) => reasoning switch
    {
        { IsDisabled: true } => "none",
        { Effort: { } effort } => effort,
        { BudgetTokens: <= 1024 } => "low",
        { BudgetTokens: <= 2048 } => "medium",
        { BudgetTokens: <= 4096 } => "high",
        { BudgetTokens: <= 8192 } => "xhigh",
        { BudgetTokens: not null } => "max",
        _ => null,
    };

    /// <summary>Metadata that holds the end user's id (Anthropic) is that id here; its other members are no labels of a stored answer.</summary>
    private static void Metadata(Utf8JsonWriter writer, HubAsk ask, MappingReport report)
    {
        if (ask.Metadata is not { } metadata || ask.User?.At.StartsWith(metadata.At + "/", StringComparison.Ordinal) != true)
        {
            Number(writer, "metadata"u8, ask.Metadata);
            return;
        }

        using var members = JsonDocument.Parse(metadata.Value.Utf8);
        foreach (var (name, _) in members.RootElement.Members())
        {
            var at = $"{metadata.At}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            if (at != ask.User.At)
            {
                report.Drop(at);
            }
        }
    }

    private static void Rest(Utf8JsonWriter writer, HubAsk ask, MappingReport report)
    {
        if (ask.Verbosity is { } verbosity)
        {
            writer.WriteString("verbosity"u8, verbosity.Value);
        }

        Number(writer, "seed"u8, ask.Seed);
        Flag(writer, "logprobs"u8, ask.Logprobs ?? (ask.TopLogprobs is { } top ? new(true, top.At) : null));
        Number(writer, "top_logprobs"u8, ask.TopLogprobs);
        Number(writer, "presence_penalty"u8, ask.PresencePenalty);
        Number(writer, "frequency_penalty"u8, ask.FrequencyPenalty);
        Metadata(writer, ask, report);
        Flag(writer, "store"u8, ask.Store);
        Word(writer, "user"u8, ask.User);
        Word(writer, "safety_identifier"u8, ask.SafetyIdentifier);
        Word(writer, "prompt_cache_key"u8, ask.PromptCacheKey);
        Number(writer, "prompt_cache_retention"u8, ask.PromptCacheRetention);
        Word(writer, "service_tier"u8, ask.ServiceTier);
    }

    private static void Number(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Sourced<JsonRaw>? value)
    {
        if (value is not null)
        {
            writer.Member(name, value.Value);
        }
    }

    private static void Word(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Sourced<JsonText>? value)
    {
        if (value is not null)
        {
            writer.Member(name, value.Value);
        }
    }

    private static void Flag(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Sourced<bool>? value)
    {
        if (value is not null)
        {
            writer.WriteBoolean(name, value.Value);
        }
    }

    private static void Drop(string? at, MappingReport report)
    {
        if (at is not null)
        {
            report.Drop(at);
        }
    }
}
