using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads <c>response_format</c>: which form of answer the model must be able to give.</summary>
internal static class LensFormat
{
    public static void Take(ref Utf8JsonReader reader, LensFindings found)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            if (reader.TokenType != JsonTokenType.Null)
            {
                found.WrongType("response_format", "an object");
            }

            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = ChatToken.Is(reader, "type"u8);
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
            {
                found.Needs |= ChatToken.Is(reader, "json_object"u8) ? AskNeeds.JsonMode
                    : ChatToken.Is(reader, "json_schema"u8) ? AskNeeds.JsonSchema
                    : AskNeeds.None;
            }

            reader.Skip();
        }

        found.TextBytes += (int)reader.BytesConsumed - start;
    }
}
