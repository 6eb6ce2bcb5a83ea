using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Reads an ask into the hub. Unknown members are the field table's business; values without a form elsewhere are named here.</summary>
internal static class AnthropicAskReader
{
    public static HubAsk Read(WireBody body, MappingReport report)
    {
        var ask = new HubAsk();
        try
        {
            using var document = JsonDocument.Parse(body.Bytes, AnthropicJson.Bounded);
            var root = document.RootElement;
            ask.Model = root.Word("model") ?? body.Path.Model ?? "";
            ask.Streams = root.Member("stream") is { ValueKind: JsonValueKind.True };
            ask.MaxOutput = Number(root, "max_tokens");
            AnthropicTurnReader.Read(root, ask, report);
            AnthropicToolReader.Read(root, ask, report);
            ask.Temperature = Number(root, "temperature");
            ask.TopP = Number(root, "top_p");
            ask.TopK = Number(root, "top_k");
            ask.Stop = Stop(root);
            ask.Reasoning = AnthropicThinkingReader.Read(root, report);
            ask.Format = Format(root, report);
            Identity(root, ask);
            Refuse(root, report);
        }
        catch (JsonException)
        {
            report.Refuse("", "The body is not valid JSON.");
        }

        return ask;
    }

    private static Sourced<JsonRaw>? Number(JsonElement root, string name) =>
        root.Member(name) is { ValueKind: JsonValueKind.Number } value ? new(JsonRaw.From(value), $"/{name}") : null;

    private static Sourced<IReadOnlyList<JsonText>>? Stop(JsonElement root)
    {
        if (root.Member("stop_sequences") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
        {
            return null;
        }

        var texts = list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(JsonText.From).ToList();
        return new(texts, "/stop_sequences");
    }

    private static Sourced<HubFormat>? Format(JsonElement root, MappingReport report)
    {
        if (root.Member("output_config")?.Member("format") is not { } format)
        {
            return null;
        }

        const string At = "/output_config/format";
        if (format.Word("type") is "json_schema" && format.Member("schema") is { } schema)
        {
            return new(new HubFormat(HubFormatKind.Schema) { Schema = JsonRaw.From(schema) }, At);
        }

        report.Refuse(At, "`output_config.format` must be a `json_schema` with a `schema`.");
        return null;
    }

    private static void Identity(JsonElement root, HubAsk ask)
    {
        if (root.Member("metadata") is { ValueKind: JsonValueKind.Object } metadata)
        {
            ask.Metadata = new(JsonRaw.From(metadata), "/metadata");
            ask.User = metadata.TextMember("user_id") is { } user ? new(user, "/metadata/user_id") : null;
        }

        ask.ServiceTier = root.Word("service_tier") switch
        {
            null => null,
            "standard_only" => new(JsonText.From("default"), "/service_tier"),
            var tier => new(JsonText.From(tier), "/service_tier"),
        };
    }

    private static void Refuse(JsonElement root, MappingReport report)
    {
        if (root.Member("mcp_servers") is { ValueKind: JsonValueKind.Array } servers && servers.GetArrayLength() > 0)
        {
            report.Refuse("/mcp_servers", "Tool servers called by the provider exist in this dialect only.");
        }
    }
}
