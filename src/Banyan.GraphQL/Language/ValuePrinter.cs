using System.Globalization;
using System.Text;

namespace Banyan.GraphQL.Language;

/// <summary>Writes values as text.</summary>
internal static class ValuePrinter
{
    public static string Print(ValueNode value) => value switch
    {
        VariableValue variable => $"${variable.Name}",
        IntValue number => number.Text,
        FloatValue number => number.Text,
        StringValue { IsBlock: true } text => Block(text.Text),
        StringValue text => Line(text.Text),
        BooleanValue { Value: true } => "true",
        BooleanValue => "false",
        NullValue => "null",
        EnumValue name => name.Name,
        ListValue list => Print(list),
        ObjectValue fields => Print(fields),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    /// <summary>A string between quotes; what cannot be seen is escaped.</summary>
    public static string Line(string text)
    {
        var written = new StringBuilder(text.Length + 2).Append('"');
        foreach (var unit in text)
        {
            _ = unit switch
            {
                '"' => written.Append("\\\""),
                '\\' => written.Append("\\\\"),
                '\b' => written.Append("\\b"),
                '\f' => written.Append("\\f"),
                '\n' => written.Append("\\n"),
                '\r' => written.Append("\\r"),
                '\t' => written.Append("\\t"),
                < ' ' or (>= '\u007f' and <= '\u009f') => written.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}"),
                _ => written.Append(unit),
            };
        }

        return written.Append('"').ToString();
    }

    /// <summary>A string between three quotes, on lines of its own where one line would be read differently or is long.</summary>
    public static string Block(string text)
    {
        const int LongestLine = 70;
        var escaped = text.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        string[] lines = escaped.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        var isSingle = lines.Length == 1;
        var needsLineBefore = !isSingle && lines.Skip(1).All(line => line.Length == 0 || IsBlank(line[0]));
        var endsInQuotes = escaped.EndsWith("\\\"\"\"", StringComparison.Ordinal);
        var needsLineBehind = (text.EndsWith('"') && !endsInQuotes) || text.EndsWith('\\');
        var isOpen = !isSingle || text.Length > LongestLine || needsLineBehind || needsLineBefore || endsInQuotes;
        var beginsBlank = isSingle && text.Length > 0 && IsBlank(text[0]);
        var before = (isOpen && !beginsBlank) || needsLineBefore ? "\n" : "";
        return $"\"\"\"{before}{escaped}{(isOpen ? "\n" : "")}\"\"\"";
    }

    private static string Print(ListValue list)
    {
        string[] items = [.. list.Items.Select(Print)];
        var line = string.Join(", ", items);
        return line.Length + 2 > PrintText.MostColumns ? $"[\n{PrintText.Indent(string.Join('\n', items))}\n]" : $"[{line}]";
    }

    private static string Print(ObjectValue value)
    {
        string[] fields = [.. value.Fields.Select(field => $"{field.Name}: {Print(field.Value)}")];
        var line = string.Join(", ", fields);
        return line.Length + 4 > PrintText.MostColumns ? PrintText.Block(fields) : $"{{ {line} }}";
    }

    private static bool IsBlank(char unit) => unit is ' ' or '\t';
}
