using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Finds the argument texts of calls in the history; names and ids are not text.</summary>
internal static class LensCalls
{
    public static void Take(ref Utf8JsonReader reader, LensFindings found)
    {
        var depth = reader.CurrentDepth;
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !ChatToken.Is(reader, "arguments"u8))
            {
                continue;
            }

            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                found.Text(ChatToken.Content(reader));
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
