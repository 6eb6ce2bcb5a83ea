namespace Banyan.GraphQL.Language;

/// <summary>Reads what follows a backslash in a string.</summary>
internal static class StringEscape
{
    // Backslash, u, brace, eight digits, brace: no number of Unicode needs more.
    private const int LongestBraced = 12;

    /// <summary>The escape at an offset, which holds a backslash.</summary>
    /// <returns>Units it takes; 0 when it is none.</returns>
    public static int Read(string source, int position, out int code, out LexicalFault? fault)
    {
        fault = null;
        var unit = position + 1 < source.Length ? source[position + 1] : '\0';
        if (unit != 'u')
        {
            code = Simple(unit);
            return code > 0 ? 2 : Refuse(source, position, 2, "character", out fault);
        }

        return position + 2 < source.Length && source[position + 2] == '{'
            ? ReadBraced(source, position, out code, out fault)
            : ReadFixed(source, position, out code, out fault);
    }

    private static int Simple(char unit) => unit switch
    {
        '"' or '\\' or '/' => unit,
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => -1,
    };

    private static int ReadBraced(string source, int position, out int code, out LexicalFault? fault)
    {
        fault = null;
        code = 0;
        var size = 3;
        while (size < LongestBraced)
        {
            var at = position + size++;
            if (at < source.Length && source[at] == '}')
            {
                if (size < 5 || !Characters.IsScalar(code))
                {
                    break;
                }

                return size;
            }

            code = (code << 4) | Characters.HexDigit(source, at);
            if (code < 0)
            {
                break;
            }
        }

        return Refuse(source, position, size, "Unicode", out fault);
    }

    // Two escapes may make one character, as the halves of a surrogate pair; one half alone makes none.
    private static int ReadFixed(string source, int position, out int code, out LexicalFault? fault)
    {
        fault = null;
        code = Four(source, position + 2);
        if (Characters.IsScalar(code))
        {
            return 6;
        }

        if (code is >= 0xD800 and <= 0xDBFF && source.AsSpan(position + 6).StartsWith("\\u", StringComparison.Ordinal)
            && Four(source, position + 8) is >= 0xDC00 and <= 0xDFFF and var low)
        {
            code = char.ConvertToUtf32((char)code, (char)low);
            return 12;
        }

        return Refuse(source, position, 6, "Unicode", out fault);
    }

    private static int Four(string source, int position) =>
        (Characters.HexDigit(source, position) << 12) | (Characters.HexDigit(source, position + 1) << 8)
        | (Characters.HexDigit(source, position + 2) << 4) | Characters.HexDigit(source, position + 3);

    private static int Refuse(string source, int position, int size, string kind, out LexicalFault? fault)
    {
        fault = new LexicalFault(position, $"Invalid {kind} escape sequence: \"{source.AsSpan(position, Math.Min(size, source.Length - position))}\".");
        return 0;
    }
}
