using System.Globalization;

namespace Banyan.GraphQL.Language;

/// <summary>The characters of a source text: Unicode scalar values, each one or two units long.</summary>
internal static class Characters
{
    /// <summary>Units of the character at an offset; 0 for half of a surrogate pair.</summary>
    public static int Length(string source, int position)
    {
        var unit = source[position];
        return !char.IsSurrogate(unit) ? 1 : char.IsHighSurrogate(unit) && position + 1 < source.Length && char.IsLowSurrogate(source[position + 1]) ? 2 : 0;
    }

    /// <summary>A character as an error shows it: quoted where it can be printed, else by its number.</summary>
    public static string Describe(string source, int position)
    {
        if (position >= source.Length)
        {
            return "<EOF>";
        }

        var code = Length(source, position) == 2 ? char.ConvertToUtf32(source[position], source[position + 1]) : source[position];
        return code switch
        {
            '"' => "'\"'",
            >= ' ' and <= '~' => $"\"{(char)code}\"",
            _ => string.Create(CultureInfo.InvariantCulture, $"U+{code:X4}"),
        };
    }

    /// <summary>A hexadecimal digit's value; -1 when it is none, or past the end.</summary>
    public static int HexDigit(string source, int position) => (position < source.Length ? source[position] : '\0') switch
    {
        >= '0' and <= '9' and var digit => digit - '0',
        >= 'A' and <= 'F' and var digit => digit - 'A' + 10,
        >= 'a' and <= 'f' and var digit => digit - 'a' + 10,
        _ => -1,
    };

    /// <summary>Whether a number is a Unicode scalar value.</summary>
    public static bool IsScalar(int code) => code is (>= 0 and <= 0xD7FF) or (>= 0xE000 and <= 0x10FFFF);
}
