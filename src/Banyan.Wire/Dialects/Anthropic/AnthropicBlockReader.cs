using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Reads one content block.</summary>
internal static class AnthropicBlockReader
{
    public static void Read(JsonElement block, string at, List<HubPart> parts, MappingReport report)
    {
        var cache = Cache(block, at);
        switch (block.Word("type"))
        {
            case "text":
                parts.Add(new HubText(at, block.TextMember("text") ?? JsonText.Empty) { Cache = cache });
                break;
            case "image":
                Add(parts, AnthropicSourceReader.Image(block, at, report), cache);
                break;
            case "document":
                Add(parts, AnthropicSourceReader.Document(block, at, report), cache);
                break;
            case "tool_use":
                Add(parts, Call(block, at, report), cache);
                break;
            case "tool_result":
                parts.Add(Result(block, at, report) with { Cache = cache });
                break;
            case "thinking":
                parts.Add(new HubThought(at, block.TextMember("thinking") ?? JsonText.Empty) { Signature = Signature(block.Word("signature")) });
                break;
            case "redacted_thinking":
                parts.Add(new HubThought(at, JsonText.Empty) { IsRedacted = true, Signature = Signature(block.Word("data")) });
                break;
            case "search_result":
                SearchResult(block, at, parts, report);
                break;
            default:
                // Blocks of the provider's own tools in the history: what they gave is told in the text that follows.
                report.Drop(at);
                break;
        }
    }

    /// <summary>The marker on a block or tool; null when there is none.</summary>
    public static HubCacheMarker? Cache(JsonElement holder, string at) =>
        holder.Member("cache_control") is { } marker ? new HubCacheMarker(marker.Word("ttl"), $"{at}/cache_control") : null;

    private static void Add(List<HubPart> parts, HubPart? part, HubCacheMarker? cache)
    {
        if (part is not null)
        {
            parts.Add(part with { Cache = cache });
        }
    }

    private static HubSignature? Signature(string? value) => string.IsNullOrEmpty(value) ? null : new HubSignature(null, value);

    private static HubCall? Call(JsonElement block, string at, MappingReport report)
    {
        var input = block.Member("input");
        if (input is { ValueKind: not JsonValueKind.Object } || block.TextMember("name") is not { } name)
        {
            report.Refuse($"{at}/input", "A `tool_use` block needs a `name` and an object as `input`.");
            return null;
        }

        return new HubCall(at) { Id = block.Word("id"), Name = name, Arguments = input is { } arguments ? JsonRaw.From(arguments) : JsonRaw.EmptyObject };
    }

    private static HubResult Result(JsonElement block, string at, MappingReport report) => new(at)
    {
        CallId = block.Word("tool_use_id"),
        Parts = block.Member("content") is { } content ? AnthropicTurnReader.Content(content, $"{at}/content", report) : [],
        IsError = block.Member("is_error") is { ValueKind: JsonValueKind.True },
    };

    // A search result is text with an origin; other dialects have the text only.
    private static void SearchResult(JsonElement block, string at, List<HubPart> parts, MappingReport report)
    {
        if (block.Member("content") is { } content)
        {
            parts.AddRange(AnthropicTurnReader.Content(content, $"{at}/content", report));
        }

        foreach (var lost in (string[])["source", "title"])
        {
            if (block.Member(lost) is not null)
            {
                report.Drop($"{at}/{lost}");
            }
        }
    }
}
