using System.Text.Json;
using Banyan.Wire;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Client;

/// <summary>Messages and options as the body of an ask, in the dialect of OpenAI's chat completions.</summary>
internal static class AskWriting
{
    /// <summary>Writes an ask.</summary>
    /// <returns>The body, and what options it could not carry.</returns>
    /// <exception cref="NotSupportedException">A content or a tool has no form there.</exception>
    public static (byte[] Body, IReadOnlyList<string> Dropped) Write(IEnumerable<ChatMessage> messages, ChatOptions? options, string model, bool streams)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var report = new MappingReport();
        var ask = new HubAsk { Model = options?.ModelId ?? model, Streams = streams, WantsUsageChunk = streams };
        if (options?.Instructions is { Length: > 0 } instructions)
        {
            ask.Turns.Add(new HubTurn(HubRole.System, "Instructions") { Parts = [new HubText("Instructions", JsonText.From(instructions))] });
        }

        ask.Turns.AddRange(messages.Select(TurnWriting.Turn));
        if (options is not null)
        {
            Options(ask, options, report);
        }

        var body = DialectTable.Get(DialectId.OpenAiChat).WriteAsk(ask, new TargetFacts { Model = ask.Model }, report);
        return report.Refusal is { } refusal ? throw new NotSupportedException(refusal.Message) : (body, report.Dropped);
    }

    private static void Options(HubAsk ask, ChatOptions options, MappingReport report)
    {
        ask.MaxOutput = Number(options.MaxOutputTokens, nameof(options.MaxOutputTokens));
        ask.Temperature = Number(options.Temperature, nameof(options.Temperature));
        ask.TopP = Number(options.TopP, nameof(options.TopP));
        ask.TopK = Number(options.TopK, nameof(options.TopK));
        ask.Seed = Number(options.Seed, nameof(options.Seed));
        ask.PresencePenalty = Number(options.PresencePenalty, nameof(options.PresencePenalty));
        ask.FrequencyPenalty = Number(options.FrequencyPenalty, nameof(options.FrequencyPenalty));
        ask.Stop = options.StopSequences is { Count: > 0 } stops ? new([.. stops.Select(JsonText.From)], nameof(options.StopSequences)) : null;
        ask.ParallelToolCalls = options.AllowMultipleToolCalls is { } several && options.Tools is { Count: > 0 } ? new(several, nameof(options.AllowMultipleToolCalls)) : null;
        ask.Reasoning = Reasoning(options.Reasoning);
        ask.Format = Format(options);
        ToolWriting.Write(ask, options);
        if (options.ConversationId is not null)
        {
            report.Drop(nameof(options.ConversationId));
        }
    }

    private static Sourced<HubReasoningAsk>? Reasoning(ReasoningOptions? asked)
    {
        var effort = asked?.Effort switch
        {
            ReasoningEffort.None => "none",
            ReasoningEffort.Low => "low",
            ReasoningEffort.Medium => "medium",
            ReasoningEffort.High => "high",
            ReasoningEffort.ExtraHigh => "xhigh",
            _ => null,
        };
        return effort is null ? null : new(new HubReasoningAsk { Effort = effort, IsDisabled = effort == "none" }, nameof(ChatOptions.Reasoning));
    }

    private static Sourced<HubFormat>? Format(ChatOptions options)
    {
        if (options.ResponseFormat is not ChatResponseFormatJson json)
        {
            return null;
        }

        var isStrict = options.AdditionalProperties?.TryGetValue("strict", out bool strict) == true ? strict : (bool?)null;
        return new(
            json.Schema is not { } schema
                ? new HubFormat(HubFormatKind.Object)
                : new HubFormat(HubFormatKind.Schema) { Name = Text(json.SchemaName), Description = Text(json.SchemaDescription), Schema = JsonRaw.From(schema), Strict = isStrict },
            nameof(options.ResponseFormat));
    }

    private static JsonText? Text(string? text) => text is null ? null : JsonText.From(text);

    private static Sourced<JsonRaw>? Number<T>(T? value, string at)
        where T : struct, IFormattable => value is { } number ? new(JsonRaw.From(JsonSerializer.Serialize(number)), at) : null;
}
