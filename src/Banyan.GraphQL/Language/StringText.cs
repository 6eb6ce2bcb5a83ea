using System.Text;

namespace Banyan.GraphQL.Language;

/// <summary>Makes a string's value from what stands between its quotes.</summary>
internal static class StringText
{
    /// <summary>The value of a string token.</summary>
    public static string Of(string source, Token token) => token.Kind == TokenKind.BlockText
        ? Block(source.AsSpan((token.Start + 3)..(token.End - 3)))
        : Line(source, token);

    private static string Line(string source, Token token)
    {
        var (start, end) = (token.Start + 1, token.End - 1);
        var position = source.AsSpan(start, end - start).IndexOf('\\');
        if (position < 0)
        {
            return source[start..end];
        }

        var text = new StringBuilder(end - start).Append(source, start, position);
        for (position += start; position < end;)
        {
            if (source[position] == '\\')
            {
                position += StringEscape.Read(source, position, out var code, out _);
                text.Append(char.ConvertFromUtf32(code));
            }
            else
            {
                text.Append(source[position++]);
            }
        }

        return text.ToString();
    }

    // The specification's BlockStringValue: the indentation all lines but the first share goes, and so do blank lines at both ends.
    private static string Block(ReadOnlySpan<char> raw)
    {
        var lines = raw.ToString().Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal)
            .Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var common = int.MaxValue;
        var (first, last) = (-1, -1);
        for (var index = 0; index < lines.Length; index++)
        {
            var indent = Indent(lines[index]);
            if (indent == lines[index].Length)
            {
                continue;
            }

            first = first < 0 ? index : first;
            last = index;
            common = index == 0 ? common : Math.Min(common, indent);
        }

        if (first < 0)
        {
            return "";
        }

        for (var index = 1; index < lines.Length; index++)
        {
            lines[index] = lines[index][Math.Min(common, lines[index].Length)..];
        }

        return string.Join('\n', lines, first, last - first + 1);
    }

    private static int Indent(string line)
    {
        var count = 0;
        while (count < line.Length && line[count] is ' ' or '\t')
        {
            count++;
        }

        return count;
    }
}
