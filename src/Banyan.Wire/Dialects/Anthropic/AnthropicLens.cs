using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Reads of an ask what concerns need, in one forward pass that keeps offsets only.</summary>
internal static class AnthropicLens
{
    private static readonly string[] Members =
        ["model", "max_tokens", "messages", "system", "tools", "tool_choice", "stream", "thinking", "output_config", "banyan"];

    public static AskLens Read(ReadOnlyMemory<byte> body, Operation operation, AskPath path)
    {
        var found = new AnthropicFound();
        try
        {
            var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return Unreadable("The body must be one JSON object.");
            }

            var hasMembers = TopLevel(ref reader, found, body.Span);
            var end = (int)reader.TokenStartIndex;
            reader.Read();
            Demand(found, operation, path);
            return Lens(found, end, hasMembers, path);
        }
        catch (JsonException broken)
        {
            return Unreadable($"The body is not valid JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine}, or deeper than {JsonSafety.MaxDepth} levels.");
        }
    }

    private static bool TopLevel(ref Utf8JsonReader reader, AnthropicFound found, ReadOnlySpan<byte> body)
    {
        var seen = 0;
        var previousEnd = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = AnthropicLensText.Which(ref reader, Members);
            var name = member < 0 ? "" : Members[member];
            var start = (int)reader.TokenStartIndex;
            found.Once(ref seen, member, name);
            reader.Read();
            Value(ref reader, found, name);
            found.BanyanSpan = name is "banyan" ? MemberSpans.WithComma(body, previousEnd, start, (int)reader.BytesConsumed) : found.BanyanSpan;
            previousEnd = (int)reader.BytesConsumed;
        }

        return previousEnd >= 0;
    }

    private static void Value(ref Utf8JsonReader reader, AnthropicFound found, string member)
    {
        switch (member)
        {
            case "model": Model(ref reader, found); break;
            case "max_tokens": MaxTokens(ref reader, found); break;
            case "messages": AnthropicLensMessages.Read(ref reader, found); break;
            case "system": AnthropicLensMessages.Content(ref reader, found, "system"); break;
            case "tools": AnthropicLensTools.Read(ref reader, found); break;
            case "tool_choice": ToolChoice(ref reader, found); break;
            case "stream": Stream(ref reader, found); break;
            case "thinking": Thinking(ref reader, found); break;
            case "output_config": OutputConfig(ref reader, found); break;
            default: reader.Skip(); break;
        }
    }

    private static void Model(ref Utf8JsonReader reader, AnthropicFound found)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            found.WrongType("model", "a string");
            reader.Skip();
            return;
        }

        found.Model = AnthropicLensText.Decoded(ref reader);
        found.ModelSpan = new ByteSpan((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex));
    }

    private static void MaxTokens(ref Utf8JsonReader reader, AnthropicFound found)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var limit)
            && limit >= 0 && limit <= long.MaxValue && limit == decimal.Truncate(limit))
        {
            found.MaxTokens = (long)limit;
            return;
        }

        found.WrongType("max_tokens", "a whole number of tokens");
        reader.Skip();
    }

    private static void Stream(ref Utf8JsonReader reader, AnthropicFound found)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null)
        {
            found.Streams = reader.TokenType == JsonTokenType.True;
            found.Needs |= found.Streams ? AskNeeds.Streaming : AskNeeds.None;
            return;
        }

        found.WrongType("stream", "true or false");
        reader.Skip();
    }

    private static void ToolChoice(ref Utf8JsonReader reader, AnthropicFound found)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null))
        {
            found.WrongType("tool_choice", "an object");
        }

        AnthropicLensMessages.Members(ref reader, found, "tool_choice", static (ref Utf8JsonReader value, AnthropicFound into, string name) =>
        {
            into.Needs |= name is "disable_parallel_tool_use" && value.TokenType == JsonTokenType.False ? AskNeeds.ParallelTools : AskNeeds.None;
            value.Skip();
        });
    }

    private static void Thinking(ref Utf8JsonReader reader, AnthropicFound found)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null))
        {
            found.WrongType("thinking", "an object");
        }

        AnthropicLensMessages.Members(ref reader, found, "thinking", static (ref Utf8JsonReader value, AnthropicFound into, string name) =>
        {
            var thinks = name is "type" && (AnthropicLensText.Is(ref value, "enabled") || AnthropicLensText.Is(ref value, "adaptive"));
            into.Needs |= thinks ? AskNeeds.Reasoning : AskNeeds.None;
            value.Skip();
        });
    }

    private static void OutputConfig(ref Utf8JsonReader reader, AnthropicFound found)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null))
        {
            found.WrongType("output_config", "an object");
        }

        AnthropicLensMessages.Members(ref reader, found, "output_config", static (ref Utf8JsonReader value, AnthropicFound into, string name) =>
        {
            into.Needs |= name is "format" && value.TokenType == JsonTokenType.StartObject ? AskNeeds.JsonSchema : AskNeeds.None;
            var (bytes, depth) = AnthropicLensText.PassSchema(ref value);
            into.TextBytes += name is "format" ? bytes : 0;
            if (name is "format" && depth > AnthropicLensTools.MaxSchemaDepth + 1)
            {
                into.Refuse("output_config.format.schema", $"The schema is deeper than {AnthropicLensTools.MaxSchemaDepth} levels.");
            }
        });
    }

    private static void Demand(AnthropicFound found, Operation operation, AskPath path)
    {
        if (found.Model.Length == 0 && string.IsNullOrEmpty(path.Model))
        {
            found.Refuse("model", "`model` is required.");
        }

        if (!found.HasMessages)
        {
            found.Refuse("messages", "`messages` is required.");
        }

        if (found.MaxTokens is null && operation == Operation.Chat)
        {
            found.Refuse("max_tokens", "`max_tokens` is required.");
        }
    }

    private static AskLens Lens(AnthropicFound found, int end, bool hasMembers, AskPath path) => new()
    {
        Model = found.Model.Length > 0 ? found.Model : path.Model ?? "",
        ModelSpan = found.ModelSpan,
        Streams = path.Streams ?? found.Streams,
        EndOfObject = end,
        HasMembers = hasMembers,
        BanyanSpan = found.BanyanSpan,
        Texts = found.Texts,
        ToolNames = found.ToolNames,
        MaxOutputTokens = found.MaxTokens,
        Needs = found.Needs,
        TextBytes = found.TextBytes,
        Images = found.Images,
        HasInputElsewhere = found.HasInputElsewhere,
        Problem = found.Problem,
    };

    private static AskLens Unreadable(string message) => new() { Problem = JsonSafety.Refuse(message) };
}
