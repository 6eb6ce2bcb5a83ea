using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Writes a whole answer, and the pieces a stream shares with it.</summary>
internal static class AnthropicWholeAnswer
{
    public static byte[] Write(
        (string Id, string Model) opening, List<AnthropicBlock> blocks, (string Reason, JsonText? Sequence) end, (TokenUsage Tokens, ReportedUsage Told) usage, MappingReport report) =>
        JsonWriting.Write(json =>
        {
            json.WriteStartObject();
            Opening(json, opening);
            json.WriteStartArray("content");
            for (var i = 0; i < blocks.Count; i++)
            {
                Block(json, blocks[i], $"/content/{i}", report);
            }

            json.WriteEndArray();
            Reason(json, end.Reason, end.Sequence);
            Usage(json, usage.Tokens, usage.Told.CacheRead is not null, usage.Told.ServiceTier);
            json.WriteEndObject();
        });

    /// <summary>The members every message begins with.</summary>
    public static void Opening(Utf8JsonWriter json, (string Id, string Model) opening)
    {
        json.WriteString("id", opening.Id);
        json.WriteString("type", "message");
        json.WriteString("role", "assistant");
        json.WriteString("model", opening.Model);
    }

    /// <summary>The members a block of a stream opens with: everything that is not told by deltas, the rest empty.</summary>
    public static void Opening(Utf8JsonWriter json, AnthropicBlock block)
    {
        switch (block.Kind)
        {
            case AnthropicBlockKind.Text:
                json.WriteString("type", "text");
                json.WriteString("text", "");
                break;
            case AnthropicBlockKind.Thought:
                json.WriteString("type", "thinking");
                json.WriteString("thinking", "");
                json.WriteString("signature", "");
                break;
            case AnthropicBlockKind.Redacted:
                json.WriteString("type", "redacted_thinking");
                json.WriteString("data", block.Signature);
                break;
            case AnthropicBlockKind.Call:
                Call(json, block, JsonRaw.EmptyObject);
                break;
        }
    }

    public static void Reason(Utf8JsonWriter json, string reason, JsonText? sequence)
    {
        json.WriteString("stop_reason", reason);
        if (sequence is { } hit)
        {
            json.Member("stop_sequence"u8, hit);
        }
        else
        {
            json.WriteNull("stop_sequence");
        }
    }

    /// <summary>Counts in this wire's way: input without what the cache took or gave. Cache members stand there only when there is something to tell, a told zero of reads included.</summary>
    public static void Usage(Utf8JsonWriter json, TokenUsage usage, bool toldRead, string? tier = null)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", usage.Uncached + usage.AudioIn);
        if (usage.CacheWrite5m + usage.CacheWrite1h > 0)
        {
            json.WriteNumber("cache_creation_input_tokens", usage.CacheWrite5m + usage.CacheWrite1h);
        }

        if (usage.CacheRead > 0 || toldRead)
        {
            json.WriteNumber("cache_read_input_tokens", usage.CacheRead);
        }

        if (usage.CacheWrite1h > 0)
        {
            json.WriteStartObject("cache_creation");
            json.WriteNumber("ephemeral_5m_input_tokens", usage.CacheWrite5m);
            json.WriteNumber("ephemeral_1h_input_tokens", usage.CacheWrite1h);
            json.WriteEndObject();
        }

        json.WriteNumber("output_tokens", usage.Completion);
        if (tier is not null)
        {
            json.WriteString("service_tier", tier);
        }

        json.WriteEndObject();
    }

    private static void Block(Utf8JsonWriter json, AnthropicBlock block, string at, MappingReport report)
    {
        var input = block.Kind == AnthropicBlockKind.Call ? block.Input() : JsonRaw.EmptyObject;
        if (input is null)
        {
            report.Drop(at);
            return;
        }

        json.WriteStartObject();
        switch (block.Kind)
        {
            case AnthropicBlockKind.Text:
                json.WriteString("type", "text");
                json.Member("text"u8, block.Joined);
                Citations(json, block);
                break;
            case AnthropicBlockKind.Thought:
                json.WriteString("type", "thinking");
                json.Member("thinking"u8, block.Joined);
                json.WriteString("signature", block.Signature);
                break;
            case AnthropicBlockKind.Redacted:
                Opening(json, block);
                break;
            case AnthropicBlockKind.Call:
                Call(json, block, input.Value);
                break;
        }

        json.WriteEndObject();
    }

    private static void Call(Utf8JsonWriter json, AnthropicBlock block, JsonRaw input)
    {
        json.WriteString("type", "tool_use");
        json.WriteString("id", block.Call.Id);
        json.Member("name"u8, block.Call.Name);
        json.Member("input"u8, input);
    }

    private static void Citations(Utf8JsonWriter json, AnthropicBlock block)
    {
        if (block.Citations.Count == 0)
        {
            return;
        }

        json.WriteStartArray("citations");
        foreach (var citation in block.Citations)
        {
            citation.WriteTo(json);
        }

        json.WriteEndArray();
    }
}
