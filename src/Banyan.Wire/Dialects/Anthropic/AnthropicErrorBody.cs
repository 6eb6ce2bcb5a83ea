using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>What an error body says: <c>{"type":"error","error":{"type","message"}}</c>, or <c>{"error":"text"}</c> of compatible servers.</summary>
/// <param name="Type">The provider's type word; empty when it gave none.</param>
/// <param name="Message">Its message, keys masked and cut to a sane length; empty when it gave none.</param>
internal readonly record struct AnthropicErrorBody(string Type = "", string Message = "")
{
    private const int MaxMessage = 1000;

    public static AnthropicErrorBody? Parse(ReadOnlySpan<byte> body)
    {
        string type = "", message = "";
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
            var inError = false;
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                var depth = reader.CurrentDepth;
                var isError = depth == 1 && reader.ValueTextEquals("error"u8);
                var isType = depth == 2 && inError && reader.ValueTextEquals("type"u8);
                var isMessage = (depth == 2 && inError && reader.ValueTextEquals("message"u8)) || (depth == 1 && reader.ValueTextEquals("message"u8));
                reader.Read();
                inError = depth == 1 ? isError : inError;
                var text = reader.TokenType == JsonTokenType.String ? JsonTextDecoder.Decode(reader.ValueSpan) : "";
                type = isType ? text : type;
                message = isMessage || isError ? text : message;
                if (!(isError && reader.TokenType == JsonTokenType.StartObject))
                {
                    reader.Skip();
                }
            }

            return new AnthropicErrorBody(type, Mask(message));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A provider may repeat (part of) the key it refused; nobody further down may see it.
    private static string Mask(string message)
    {
        var words = message.Length > MaxMessage ? message[..MaxMessage].Split(' ') : message.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            var key = words[i].IndexOf("sk-", StringComparison.Ordinal);
            words[i] = key < 0 ? words[i] : string.Concat(words[i].AsSpan(0, key), "sk-***");
        }

        return string.Join(' ', words);
    }
}
