using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Finds the text in <c>messages</c>: contents, reasoning, refusals and call arguments, in the order they stand.</summary>
internal static class LensMessages
{
    private static readonly byte[][] TextMembers = [[.. "content"u8], [.. "reasoning_content"u8], [.. "reasoning"u8], [.. "refusal"u8]];

    public static void Take(ref Utf8JsonReader reader, LensFindings found)
    {
        found.HasSubject = true;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            found.WrongType("messages", "an array");
            reader.Skip();
            return;
        }

        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                Message(ref reader, found, index);
            }
            else
            {
                found.WrongType($"messages[{index}]", "an object");
                reader.Skip();
            }
        }
    }

    /// <summary>Reads <c>prediction</c>, whose content is text the caller wrote.</summary>
    public static void Prediction(ref Utf8JsonReader reader, LensFindings found)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isContent = ChatToken.Is(reader, "content"u8);
            reader.Read();
            if (isContent)
            {
                LensContent.Take(ref reader, found, -1);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void Message(ref Utf8JsonReader reader, LensFindings found, int index)
    {
        var seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var text = TextMember(reader);
            var isCalls = text < 0 && ChatToken.Is(reader, "tool_calls"u8);
            var isCall = text < 0 && !isCalls && ChatToken.Is(reader, "function_call"u8);
            var isSpoken = text < 0 && !isCalls && !isCall && ChatToken.Is(reader, "audio"u8);
            var bit = 1 << (text >= 0 ? text : isCalls ? 4 : isCall ? 5 : 6);
            if ((seen & bit & 0b11_1111) != 0)
            {
                found.Twice($"messages[{index}].{ChatToken.Text(reader)}");
            }

            seen |= bit;
            reader.Read();
            if (text >= 0)
            {
                LensContent.Take(ref reader, found, index);
            }
            else if (isCalls || isCall)
            {
                LensCalls.Take(ref reader, found);
            }
            else
            {
                // What the model said aloud is named by its id: the provider keeps it.
                found.HasInputElsewhere |= isSpoken && reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
            }
        }
    }

    private static int TextMember(in Utf8JsonReader reader)
    {
        for (var i = 0; i < TextMembers.Length; i++)
        {
            if (ChatToken.Is(reader, TextMembers[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
