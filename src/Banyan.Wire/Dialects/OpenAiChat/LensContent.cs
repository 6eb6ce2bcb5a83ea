using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads one content: null, a string, or a list of parts.</summary>
internal static class LensContent
{
    /// <summary>Takes the value whole; <paramref name="message"/> only words a refusal, negative for a predicted content.</summary>
    public static void Take(ref Utf8JsonReader reader, LensFindings found, int message)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.String:
                found.Text(ChatToken.Content(reader));
                break;
            case JsonTokenType.StartArray:
                Parts(ref reader, found, message);
                break;
            default:
                Refuse(found, message);
                reader.Skip();
                break;
        }
    }

    private static void Refuse(LensFindings found, int message) =>
        found.WrongType(message < 0 ? "prediction.content" : $"messages[{message}].content", "a string, a list of parts, or null");

    private static void Parts(ref Utf8JsonReader reader, LensFindings found, int message)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                Part(ref reader, found, message);
            }
            else
            {
                Refuse(found, message);
                reader.Skip();
            }
        }
    }

    private static void Part(ref Utf8JsonReader reader, LensFindings found, int message)
    {
        var hasText = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isText = ChatToken.Is(reader, "text"u8) || ChatToken.Is(reader, "refusal"u8);
            var need = isText ? AskNeeds.None : NeedOf(reader);
            reader.Read();
            if (isText && reader.TokenType == JsonTokenType.String)
            {
                if (hasText)
                {
                    found.Twice($"messages[{message}].content[].text");
                }

                hasText = true;
                found.Text(ChatToken.Content(reader));
            }
            else if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.String)
            {
                found.Images += need == AskNeeds.Vision ? 1 : 0;
                found.Needs |= need;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static AskNeeds NeedOf(in Utf8JsonReader reader)
    {
        if (ChatToken.Is(reader, "image_url"u8))
        {
            return AskNeeds.Vision;
        }

        if (ChatToken.Is(reader, "input_audio"u8))
        {
            return AskNeeds.Audio;
        }

        return ChatToken.Is(reader, "file"u8) ? AskNeeds.Pdf : AskNeeds.None;
    }
}
