using System.Globalization;
using System.Text;
using Banyan.Cli.Output;

namespace Banyan.Cli.Editing;

/// <summary>A line as rows of a terminal: where it wraps, and in which cell its place stands.</summary>
internal sealed class LineRows
{
    private const string MorePrompt = "... ";
    private const string Tab = "    ";
    private readonly List<(StringBuilder Text, bool IsSoft)> _rows = [(new StringBuilder(), false)];
    private readonly int _columns;
    private int _cells;

    /// <summary>Lays a line out.</summary>
    public LineRows(LineFace face, int columns)
    {
        _columns = columns;
        PutAll(face.Prompt);
        for (var at = 0; at < face.Text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(face.Text, at);
            Put(face.Text.Substring(at, length), at == face.Cursor);
            at += length;
        }

        if (face.Cursor == face.Text.Length)
        {
            if (_cells == columns)
            {
                Break(isSoft: true);
            }

            Mark();
        }
    }

    /// <summary>The row its place stands in, from 0.</summary>
    public int Row { get; private set; }

    /// <summary>The cell its place stands in, from 0.</summary>
    public int Column { get; private set; }

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Rows as they are written: where the terminal wraps by itself it is left to it, so that it knows what belongs together.</summary>
    public string Write(int first, int count)
    {
        var written = new StringBuilder();
        for (var at = first; at < first + count; at++)
        {
            var (text, isSoft) = _rows[at];
            written.Append(at == first || (isSoft && text.Length > 0) ? "" : "\r\n").Append(text);
        }

        return written.ToString();
    }

    private void Put(string letter, bool isHere)
    {
        if (letter is "\n" or "\r\n")
        {
            if (isHere)
            {
                Mark();
            }

            Break(isSoft: false);
            PutAll(MorePrompt);
            return;
        }

        var shown = letter == "\t" ? Tab : Printable.Line(letter);
        if (_cells + CellWidth.Of(shown) > _columns)
        {
            Break(isSoft: true);
        }

        if (isHere)
        {
            Mark();
        }

        PutAll(shown);
    }

    private void PutAll(string shown)
    {
        for (var at = 0; at < shown.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(shown, at);
            var cells = CellWidth.OfLetter(shown.AsSpan(at, length));
            if (_cells + cells > _columns)
            {
                Break(isSoft: true);
            }

            _rows[^1].Text.Append(shown, at, length);
            _cells += cells;
            at += length;
        }
    }

    private void Break(bool isSoft)
    {
        _rows.Add((new StringBuilder(), isSoft));
        _cells = 0;
    }

    private void Mark() => (Row, Column) = (_rows.Count - 1, Math.Min(_cells, _columns - 1));
}
