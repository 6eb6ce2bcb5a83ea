using System.Buffers;

namespace Banyan.Cli.Output;

/// <summary>Lines of CSV as RFC 4180 has them, but with a line feed alone at their end. A text that a spreadsheet would run as a formula gets an apostrophe in front.</summary>
internal static class CsvLine
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>One line without its end.</summary>
    public static string Of(IEnumerable<string?> cells) => string.Join(',', cells.Select(cell => Cell(cell ?? "")));

    private static string Cell(string text)
    {
        // Numbers below zero are data; anything else that begins so would be run.
        var safe = text is ['=' or '@' or '+' or '-' or '\t' or '\r', ..] && !decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
