using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Call arguments between their two forms: a JSON string here, one JSON object elsewhere.</summary>
internal static class CallArguments
{
    /// <summary>Takes the object out of the string; null when it is not exactly one JSON object. No text at all is <c>{}</c>.</summary>
    public static JsonRaw? Read(JsonText arguments)
    {
        var utf8 = arguments.ToUtf8();
        if (utf8.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            return JsonRaw.EmptyObject;
        }

        try
        {
            using var parsed = JsonDocument.Parse(utf8, ResponseJson.Reading);
            return parsed.RootElement.ValueKind == JsonValueKind.Object ? new JsonRaw(utf8) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the object as a string, without insignificant whitespace and with every lexeme as it was.</summary>
    public static JsonText Write(JsonRaw value)
    {
        var source = value.Utf8.Span;
        var compact = new byte[source.Length];
        var length = 0;
        var inText = false;
        for (var i = 0; i < source.Length; i++)
        {
            var at = source[i];
            if (inText && at == (byte)'\\' && i + 1 < source.Length)
            {
                compact[length++] = at;
                at = source[++i];
            }
            else if (at == (byte)'"')
            {
                inText = !inText;
            }
            else if (!inText && at is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                continue;
            }

            compact[length++] = at;
        }

        return JsonText.From(System.Text.Encoding.UTF8.GetString(compact, 0, length));
    }
}
