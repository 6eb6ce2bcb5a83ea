using System.Text.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>The lens over content blocks, nested ones included.</summary>
internal static class AnthropicLensBlocks
{
    private static readonly string[] Members = ["type", "text", "thinking", "input", "content", "source", "title", "context", "cache_control"];

    private enum Source : byte
    {
        None,
        Text,
        Binary,
    }

    /// <summary>Reads a list of blocks and says how many calls are in it.</summary>
    public static int Read(ref Utf8JsonReader reader, AnthropicFound found, string param)
    {
        var calls = 0;
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                found.WrongType($"{param}.{i}", "a content block");
                reader.Skip();
                continue;
            }

            calls += Block(ref reader, found, param, i) ? 1 : 0;
        }

        return calls;
    }

    private static bool Block(ref Utf8JsonReader reader, AnthropicFound found, string param, int index)
    {
        var seen = 0;
        var type = "";
        var source = Source.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = AnthropicLensText.Which(ref reader, Members);
            var name = member < 0 ? "" : Members[member];
            if (member >= 0 && (seen & (1 << member)) != 0)
            {
                found.Refuse($"{param}.{index}.{name}", $"`{param}.{index}.{name}` stands twice in one object.");
            }

            seen |= member < 0 ? 0 : 1 << member;
            reader.Read();
            switch (name)
            {
                case "type" when reader.TokenType == JsonTokenType.String:
                    type = AnthropicLensText.Decoded(ref reader);
                    break;
                case "source" when reader.TokenType == JsonTokenType.StartObject:
                    source = ReadSource(ref reader, found, param);
                    break;
                default:
                    Member(ref reader, found, name, param);
                    break;
            }
        }

        Judge(found, type, source);
        return type is "tool_use";
    }

    private static void Member(ref Utf8JsonReader reader, AnthropicFound found, string name, string param)
    {
        switch (name)
        {
            case "text" or "title" or "context" when reader.TokenType == JsonTokenType.String:
                found.Text(AnthropicLensText.Content(ref reader));
                break;
            case "text":
                found.WrongType($"{param}.text", "a string");
                reader.Skip();
                break;
            case "content" when reader.TokenType is JsonTokenType.String or JsonTokenType.StartArray:
                AnthropicLensMessages.Content(ref reader, found, param);
                break;
            case "input":
                AnthropicLensText.Strings(ref reader, found);
                break;
            case "thinking":
                // Signed: counted, but no place for edits.
                found.TextBytes += AnthropicLensText.Pass(ref reader);
                break;
            case "cache_control":
                found.Needs |= reader.TokenType == JsonTokenType.StartObject ? AskNeeds.PromptCache : AskNeeds.None;
                reader.Skip();
                break;
            default:
                reader.Skip();
                break;
        }
    }

    // {"type":"text","media_type":"text/plain","data":"..."}: what the data is, is known at the closing brace only.
    private static Source ReadSource(ref Utf8JsonReader reader, AnthropicFound found, string param)
    {
        var isText = false;
        var data = default(Json.ByteSpan?);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = AnthropicLensText.Decoded(ref reader);
            reader.Read();
            isText |= name is "type" && (AnthropicLensText.Is(ref reader, "text") || AnthropicLensText.Is(ref reader, "content"));
            if (name is "data" && reader.TokenType == JsonTokenType.String)
            {
                data = AnthropicLensText.Content(ref reader);
            }

            if (name is "content" && (reader.TokenType is JsonTokenType.String or JsonTokenType.StartArray))
            {
                AnthropicLensMessages.Content(ref reader, found, param);
            }

            reader.Skip();
        }

        if (isText && data is { } span)
        {
            found.Text(span);
        }

        return isText ? Source.Text : Source.Binary;
    }

    // A document that is not plain text counts as one picture: its pages are rendered.
    private static void Judge(AnthropicFound found, string type, Source source)
    {
        var isImage = type is "image";
        var isPdf = type is "document" && source == Source.Binary;
        found.HasInputElsewhere |= type is "container_upload";
        found.Images += isImage || isPdf ? 1 : 0;
        found.Needs |= isImage ? AskNeeds.Vision : isPdf ? AskNeeds.Pdf : AskNeeds.None;
    }
}
