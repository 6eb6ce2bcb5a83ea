using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads an ask into the hub. Members nobody reads are named by the field table.</summary>
internal static class OpenAiChatAskReader
{
    public static HubAsk Read(WireBody body, MappingReport report)
    {
        var lens = body.Lens;
        var ask = new HubAsk { Model = lens.Model, Streams = lens.Streams, WantsUsageChunk = lens.WantsUsageChunk };
        using var document = JsonMembers.TryParse(body.Bytes);
        if (document is null || lens.Problem is not null)
        {
            report.Refuse(lens.Problem ?? JsonSafety.Refuse("The body is not valid JSON."));
            return ask;
        }

        var root = document.RootElement;
        AskMessageReader.Read(root.Member("messages"), ask, report);
        HubCallIds.Complete(ask.Turns);
        AskToolReader.Read(root, ask, report);
        Limits(root, ask, report);
        Sampling(root, ask, report);
        Identity(root, ask, report);
        AskFormatReader.Read(new AskValue(root.Member("response_format"), "/response_format"), ask, report);
        return ask;
    }

    private static void Limits(JsonElement root, HubAsk ask, MappingReport report)
    {
        var old = Number(root, "max_tokens", report);
        ask.MaxOutput = Number(root, "max_completion_tokens", report);
        if (ask.MaxOutput is not null && old is not null)
        {
            report.Drop(old.At);
        }

        ask.MaxOutput ??= old;
        ask.Choices = Number(root, "n", report);
        ask.Logprobs = Flag(root, "logprobs", report);
        ask.TopLogprobs = Number(root, "top_logprobs", report);
        ReadStop(root.Member("stop"), ask, report);
        if (root.Member("modalities").Items().Any(item => item.Text() == "audio"))
        {
            report.Refuse("/modalities", "Answers in audio exist only where the upstream speaks OpenAI chat; ask for text.");
        }
    }

    private static void Sampling(JsonElement root, HubAsk ask, MappingReport report)
    {
        ask.Temperature = Number(root, "temperature", report);
        ask.TopP = Number(root, "top_p", report);
        ask.TopK = Number(root, "top_k", report);
        ask.Seed = Number(root, "seed", report);
        ask.PresencePenalty = Number(root, "presence_penalty", report);
        ask.FrequencyPenalty = Number(root, "frequency_penalty", report);
        ask.Verbosity = Word(root, "verbosity", report) is { } verbosity ? new(verbosity.Value.ToString(), verbosity.At) : null;
        if (Word(root, "reasoning_effort", report) is { } effort)
        {
            var word = effort.Value.ToString();
            ask.Reasoning = new(new HubReasoningAsk { Effort = word, IsDisabled = word == "none" }, effort.At);
        }
    }

    private static void Identity(JsonElement root, HubAsk ask, MappingReport report)
    {
        ask.User = Word(root, "user", report);
        ask.SafetyIdentifier = Word(root, "safety_identifier", report);
        ask.PromptCacheKey = Word(root, "prompt_cache_key", report);
        ask.ServiceTier = Word(root, "service_tier", report);
        ask.Store = Flag(root, "store", report);
        ask.Metadata = root.Member("metadata") is { ValueKind: JsonValueKind.Object } metadata ? new(JsonRaw.From(metadata), "/metadata") : null;
        var retention = root.Member("prompt_cache_retention");
        ask.PromptCacheRetention = retention.IsThere() ? new(JsonRaw.From(retention), "/prompt_cache_retention") : null;
    }

    private static void ReadStop(JsonElement stop, HubAsk ask, MappingReport report)
    {
        if (!stop.IsThere())
        {
            return;
        }

        IReadOnlyList<JsonElement> items = stop.ValueKind == JsonValueKind.Array ? [.. stop.EnumerateArray()] : [stop];
        if (items.Any(item => item.ValueKind != JsonValueKind.String))
        {
            report.Refuse(Wrong("/stop", "a string or a list of strings"));
            return;
        }

        ask.Stop = items.Count == 0 ? null : new([.. items.Select(JsonText.From)], "/stop");
    }

    private static Sourced<JsonRaw>? Number(JsonElement root, string name, MappingReport report) =>
        Taken(root, name, JsonValueKind.Number, "a number", report) is { } value ? new(JsonRaw.From(value), "/" + name) : null;

    private static Sourced<JsonText>? Word(JsonElement root, string name, MappingReport report) =>
        Taken(root, name, JsonValueKind.String, "a string", report) is { } value ? new(JsonText.From(value), "/" + name) : null;

    private static Sourced<bool>? Flag(JsonElement root, string name, MappingReport report)
    {
        var value = root.Member(name);
        if (value.IsThere() && value.Truth() is null)
        {
            report.Refuse(Wrong("/" + name, "true or false"));
        }

        return value.Truth() is { } truth ? new(truth, "/" + name) : null;
    }

    private static JsonElement? Taken(JsonElement root, string name, JsonValueKind kind, string wanted, MappingReport report)
    {
        var value = root.Member(name);
        if (value.IsThere() && value.ValueKind != kind)
        {
            report.Refuse(Wrong("/" + name, wanted));
        }

        return value.ValueKind == kind ? value : null;
    }

    /// <summary>A refusal of a value of the wrong type.</summary>
    public static Failure Wrong(string at, string wanted) =>
        new(FailureKind.CallerFault, "invalid_request", $"`{at}` must be {wanted}.") { Param = at };
}
