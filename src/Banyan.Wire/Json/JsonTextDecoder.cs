using System.Globalization;
using System.Text;

namespace Banyan.Wire.Json;

/// <summary>Decodes JSON escapes without ever failing: the framework's reader throws on lone surrogates, which callers do send.</summary>
internal static class JsonTextDecoder
{
    public static string Decode(ReadOnlySpan<byte> escaped)
    {
        if (!escaped.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(escaped);
        }

        var text = new StringBuilder(escaped.Length);
        while (!escaped.IsEmpty)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain < 0 || plain + 1 >= escaped.Length)
            {
                text.Append(Encoding.UTF8.GetString(escaped));
                break;
            }

            text.Append(Encoding.UTF8.GetString(escaped[..plain]));
            escaped = escaped[(plain + 1)..];
            var taken = AppendEscape(text, escaped);
            escaped = escaped[taken..];
        }

        return ReplaceLoneSurrogates(text);
    }

    private static int AppendEscape(StringBuilder text, ReadOnlySpan<byte> escape)
    {
        if (escape[0] == (byte)'u' && escape.Length >= 5 && ushort.TryParse(escape.Slice(1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            text.Append((char)unit);
            return 5;
        }

        text.Append(escape[0] switch
        {
            (byte)'n' => '\n',
            (byte)'t' => '\t',
            (byte)'r' => '\r',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            var other => (char)other,
        });
        return 1;
    }

    private static string ReplaceLoneSurrogates(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                text[i] = '\ufffd';
            }
        }

        return text.ToString();
    }
}
