using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads the <c>input</c> of an embeddings ask: one text, texts, tokens, or lists of tokens.</summary>
internal static class LensInput
{
    public static void Take(ref Utf8JsonReader reader, LensFindings found)
    {
        found.HasSubject = true;
        if (reader.TokenType == JsonTokenType.String)
        {
            found.Text(ChatToken.Content(reader));
            return;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            found.WrongType("input", "a string or an array");
            reader.Skip();
            return;
        }

        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.String:
                    found.Text(ChatToken.Content(reader));
                    break;
                case JsonTokenType.Number:
                    found.TextBytes += Estimator.BytesPerToken;
                    break;
                case JsonTokenType.StartArray or JsonTokenType.EndArray:
                    break;
                default:
                    found.WrongType("input", "texts or lists of tokens");
                    reader.Skip();
                    break;
            }
        }
    }
}
