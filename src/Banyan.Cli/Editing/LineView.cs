using System.Globalization;
using System.Text;

namespace Banyan.Cli.Editing;

/// <summary>Shows a line that is being typed: gives what to write so that a terminal shows it in place of what it showed before.</summary>
internal sealed class LineView
{
    private LineFace? _last;
    private int _columns;
    private int _row;

    /// <summary>Draws the line anew.</summary>
    /// <param name="face">The line.</param>
    /// <param name="columns">Cells of a row.</param>
    /// <param name="rows">Rows of the screen; of a longer line the part around its place is shown.</param>
    public string Draw(LineFace face, int columns, int rows)
    {
        if (_last is not null && columns != _columns)
        {
            // The terminal wrapped what it shows anew.
            _row = new LineRows(_last, columns).Row;
        }

        (_last, _columns) = (face, columns);
        var laid = new LineRows(face, columns);
        var count = Math.Min(laid.Count, Math.Max(1, rows - 1));
        var first = Math.Clamp(laid.Row - count + 1, 0, laid.Count - count);
        var written = new StringBuilder();
        Up(written, _row).Append("\r\u001b[J").Append(laid.Write(first, count));
        _row = laid.Row - first;
        Up(written, count - 1 - _row).Append('\r');
        if (laid.Column > 0)
        {
            written.Append(CultureInfo.InvariantCulture, $"\u001b[{laid.Column}C");
        }

        return written.ToString();
    }

    /// <summary>Draws the line a last time, and begins a row behind it.</summary>
    public string End(LineFace face, int columns, int rows)
    {
        var written = Draw(face with { Cursor = face.Text.Length }, columns, rows) + "\r\n";
        Forget();
        return written;
    }

    /// <summary>Something else was written: the line begins where the cursor is.</summary>
    public void Forget() => (_last, _row) = (null, 0);

    private static StringBuilder Up(StringBuilder written, int rows) =>
        rows > 0 ? written.Append(CultureInfo.InvariantCulture, $"\u001b[{rows}A") : written;
}
