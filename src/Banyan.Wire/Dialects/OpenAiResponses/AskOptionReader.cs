using System.Globalization;
using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Reads the members beside input and tools.</summary>
internal static class AskOptionReader
{
    public static void Read(JsonElement root, HubAsk ask, MappingReport report)
    {
        ask.MaxOutput = Raw(root, "max_output_tokens");
        ask.Temperature = Raw(root, "temperature");
        ask.TopP = Raw(root, "top_p");
        ask.Metadata = Raw(root, "metadata");
        ask.PromptCacheRetention = Raw(root, "prompt_cache_retention");
        ask.User = Text(root, "user");
        ask.SafetyIdentifier = Text(root, "safety_identifier");
        ask.PromptCacheKey = Text(root, "prompt_cache_key");
        ask.ServiceTier = Text(root, "service_tier");
        ask.Store = root.Flag("store") is { } store ? new Sourced<bool>(store, "/store") : null;
        ReadLogprobs(root, ask, report);
        ReadReasoning(root, ask);
        ReadText(root, ask, report);
    }

    private static Sourced<JsonRaw>? Raw(JsonElement root, string name) => root.Raw(name) is { } value ? new Sourced<JsonRaw>(value, $"/{name}") : null;

    private static Sourced<JsonText>? Text(JsonElement root, string name) => root.Text(name) is { } value ? new Sourced<JsonText>(value, $"/{name}") : null;

    private static void ReadLogprobs(JsonElement root, HubAsk ask, MappingReport report)
    {
        ask.TopLogprobs = Raw(root, "top_logprobs");
        ask.Logprobs = ask.TopLogprobs is null ? null : new Sourced<bool>(true, "/top_logprobs");
        var index = 0;
        foreach (var wish in root.Items("include"))
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"/include/{index++}");
            switch (wish.ValueKind == JsonValueKind.String ? JsonText.From(wish).ToString() : "")
            {
                case "message.output_text.logprobs":
                    ask.Logprobs ??= new Sourced<bool>(true, at);
                    break;
                case "reasoning.encrypted_content":
                    // Signatures come back sealed in that very member, asked for or not.
                    break;
                default:
                    report.Drop(at);
                    break;
            }
        }
    }

    private static void ReadReasoning(JsonElement root, HubAsk ask)
    {
        if (root.Get("reasoning") is not { ValueKind: JsonValueKind.Object } reasoning)
        {
            return;
        }

        var effort = reasoning.Word("effort");
        var summary = reasoning.Word("summary") ?? reasoning.Word("generate_summary");
        if (effort is not null || summary is not null)
        {
            var read = new HubReasoningAsk { Effort = effort, IsDisabled = effort == "none", Summary = summary, IncludeThoughts = summary is null ? null : true };
            ask.Reasoning = new Sourced<HubReasoningAsk>(read, effort is null ? "/reasoning/summary" : "/reasoning/effort");
        }
    }

    private static void ReadText(JsonElement root, HubAsk ask, MappingReport report)
    {
        if (root.Get("text") is not { } text)
        {
            return;
        }

        ask.Verbosity = text.Word("verbosity") is { } verbosity ? new Sourced<string>(verbosity, "/text/verbosity") : null;
        if (text.Get("format") is not { } format)
        {
            return;
        }

        var read = format.Word("type") switch
        {
            "text" => new HubFormat(HubFormatKind.Text),
            "json_object" => new HubFormat(HubFormatKind.Object),
            "json_schema" when format.Raw("schema") is { } schema => new HubFormat(HubFormatKind.Schema)
            {
                Name = format.Text("name"),
                Description = format.Text("description"),
                Schema = schema,
                Strict = format.Flag("strict"),
            },
            _ => null,
        };
        if (read is null)
        {
            report.Refuse("/text/format", "This answer form has no form in the dialect of the chosen model.");
            return;
        }

        ask.Format = new Sourced<HubFormat>(read, "/text/format");
    }
}
