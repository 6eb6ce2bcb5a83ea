using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Marks what a delta or a message carries.</summary>
internal static class MessageScan
{
    public static void Take(ref Utf8JsonReader reader, ref FrameFindings found)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isText = IsText(reader);
            var isCalls = !isText && (ChatToken.Is(reader, "tool_calls"u8) || ChatToken.Is(reader, "function_call"u8));
            var isOther = !isText && !isCalls && IsOtherContent(reader);
            var isRole = !isText && !isCalls && !isOther && ChatToken.Is(reader, "role"u8);
            reader.Read();
            if (isText && reader.TokenType == JsonTokenType.String)
            {
                found.Text(reader.ValueSpan.Length);
            }
            else if (isCalls)
            {
                Calls(ref reader, ref found);
            }
            else if ((isText || isOther) && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                Other(ref reader, ref found);
            }
            else
            {
                found.Traits |= isRole ? FrameTraits.Preamble : FrameTraits.Other;
                reader.Skip();
            }
        }
    }

    private static bool IsText(in Utf8JsonReader reader) =>
        ChatToken.Is(reader, "content"u8) || ChatToken.Is(reader, "reasoning_content"u8) || ChatToken.Is(reader, "reasoning"u8) || ChatToken.Is(reader, "refusal"u8);

    private static bool IsOtherContent(in Utf8JsonReader reader) =>
        ChatToken.Is(reader, "audio"u8) || ChatToken.Is(reader, "annotations"u8) || ChatToken.Is(reader, "reasoning_details"u8)
        || ChatToken.Is(reader, "images"u8);

    /// <summary>Any open call commits, even before its first argument byte.</summary>
    private static void Calls(ref Utf8JsonReader reader, ref FrameFindings found)
    {
        var depth = reader.CurrentDepth;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        while (reader.Read() && reader.CurrentDepth > depth)
        {
            found.Traits |= FrameTraits.Content | FrameTraits.Call;
            if (reader.TokenType == JsonTokenType.PropertyName && ChatToken.Is(reader, "arguments"u8))
            {
                reader.Read();
                found.Text(reader.TokenType == JsonTokenType.String ? reader.ValueSpan.Length : 0);
                reader.Skip();
            }
        }
    }

    private static void Other(ref Utf8JsonReader reader, ref FrameFindings found)
    {
        var value = ChatToken.Skip(ref reader);
        found.Traits |= value.Length > 2 ? FrameTraits.Content : FrameTraits.Other;
    }
}
