using System.Text;
using System.Text.Json;

namespace Banyan.Wire.Json;

/// <summary>Turns a call's arguments from an object into text and back, lexemes and member order kept (W4, W5).</summary>
internal static class JsonArguments
{
    /// <summary>Writes a JSON value without insignificant whitespace, escaped as inside a JSON string.</summary>
    public static JsonText ToText(JsonRaw value)
    {
        var text = new List<byte>(value.Utf8.Length + 16);
        foreach (var unit in Compact(value.Utf8.Span))
        {
            if (unit is (byte)'"' or (byte)'\\')
            {
                text.Add((byte)'\\');
            }

            text.Add(unit);
        }

        return new JsonText(text.ToArray());
    }

    /// <summary>Takes out the whitespace between tokens; strings and numbers keep their bytes.</summary>
    public static byte[] Compact(ReadOnlySpan<byte> json)
    {
        var kept = new byte[json.Length];
        var length = 0;
        var inString = false;
        for (var i = 0; i < json.Length; i++)
        {
            var unit = json[i];
            if (!inString && (unit is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                continue;
            }

            kept[length++] = unit;
            if (inString && unit == (byte)'\\')
            {
                kept[length++] = json[++i];
            }
            else if (unit == (byte)'"')
            {
                inString = !inString;
            }
        }

        return kept.AsSpan(0, length).ToArray();
    }

    /// <summary>Reads argument text as one object; empty text is <c>{}</c>, anything else that is not one JSON object gives null.</summary>
    public static JsonRaw? ToObject(JsonText text)
    {
        var json = text.ToUtf8();
        if (json.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            return JsonRaw.EmptyObject;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            reader.Skip();
            return reader.Read() ? null : new JsonRaw(json.AsMemory().Trim(" \t\r\n"u8));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a member of this name stands anywhere in a value.</summary>
    public static bool HasMember(JsonRaw value, string name)
    {
        var reader = new Utf8JsonReader(value.Utf8.Span, new JsonReaderOptions { MaxDepth = JsonSafety.MaxDepth });
        var wanted = Encoding.UTF8.GetBytes(name);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueSpan.SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }
}
