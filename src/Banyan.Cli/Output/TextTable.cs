namespace Banyan.Cli.Output;

/// <summary>Columns set by what a terminal shows, so that wide characters take their two cells. No borders: lines stay easy to cut and grep.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>Writes rows under a head; cells are made printable.</summary>
    public static void Write(TextWriter writer, Paint paint, IReadOnlyList<string> head, IReadOnlyList<string[]> rows)
    {
        var shown = rows.Select(row => row.Select(Printable.Line).ToArray()).ToList();
        var widths = head.Select((title, column) => shown.Select(row => CellWidth.Of(row[column])).Append(CellWidth.Of(title)).Max()).ToArray();
        writer.WriteLine(paint.Bold(Join(head, widths)));
        foreach (var row in shown)
        {
            writer.WriteLine(Join(row, widths));
        }
    }

    private static string Join(IReadOnlyList<string> cells, int[] widths) =>
        string.Join(Gap, cells.Select((cell, column) => cell + new string(' ', widths[column] - CellWidth.Of(cell)))).TrimEnd();
}
