namespace Banyan.GraphQL.Language;

/// <summary>Pieces of printed text.</summary>
internal static class PrintText
{
    /// <summary>The longest line arguments and values are written in.</summary>
    public const int MostColumns = 80;

    /// <summary>Something between two others; nothing around nothing.</summary>
    public static string Wrap(string start, string text, string end = "") => text.Length == 0 ? "" : $"{start}{text}{end}";

    /// <summary>What is there, separated by blanks.</summary>
    public static string Words(params ReadOnlySpan<string> parts) => Join(" ", parts);

    /// <summary>What is there, separated.</summary>
    public static string Join(string separator, params ReadOnlySpan<string> parts)
    {
        var there = new List<string>();
        foreach (var part in parts)
        {
            if (part.Length > 0)
            {
                there.Add(part);
            }
        }

        return string.Join(separator, there);
    }

    /// <summary>Two spaces before every line.</summary>
    public static string Indent(string text) => text.Length == 0 ? "" : $"  {text.Replace("\n", "\n  ", StringComparison.Ordinal)}";

    /// <summary>Items between braces, a line for each; nothing without items.</summary>
    public static string Block(IEnumerable<string> items) => Wrap("{\n", Indent(string.Join('\n', items)), "\n}");

    /// <summary>Items in parentheses; a line for each as soon as one has several.</summary>
    public static string List(IEnumerable<string> items, bool isIndented = true)
    {
        string[] all = [.. items];
        if (!Array.Exists(all, item => item.Contains('\n', StringComparison.Ordinal)))
        {
            return Wrap("(", string.Join(", ", all), ")");
        }

        var lines = string.Join('\n', all);
        return Wrap("(\n", isIndented ? Indent(lines) : lines, "\n)");
    }

    /// <summary>A field's arguments behind a name of some length, in one line where they fit.</summary>
    public static string Arguments(int before, string[] arguments)
    {
        var line = string.Join(", ", arguments);
        return before + line.Length + 2 > MostColumns ? Wrap("(\n", Indent(string.Join('\n', arguments)), "\n)") : Wrap("(", line, ")");
    }

    /// <summary>A description and the line's end behind it; nothing for none.</summary>
    public static string Description(StringValue? description) => description is null ? "" : $"{ValuePrinter.Print(description)}\n";
}
