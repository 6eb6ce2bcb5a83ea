using System.Globalization;
using System.Text;
using Banyan.Cli.Output;

namespace Banyan.Cli.Tests.App;

/// <summary>A terminal's screen, as far as the line editor uses one: text that wraps, the cursor's moves, and rubbing out. Anything else fails.</summary>
internal sealed class Screen(int columns)
{
    private readonly List<List<string>> _rows = [[]];
    private int _row;
    private int _column;

    /// <summary>The rows, without what is blank at their ends.</summary>
    public string[] Rows => [.. _rows.Select(row => string.Concat(row).TrimEnd(' '))];

    /// <summary>Where the cursor stands: row and cell, from 0.</summary>
    public (int Row, int Column) Cursor => (_row, Math.Min(_column, columns - 1));

    /// <summary>Shows what was written.</summary>
    public Screen Show(string written)
    {
        for (var at = 0; at < written.Length;)
        {
            at += written[at] == '\u001b' ? Obey(written, at) : Put(written, at);
        }

        return this;
    }

    private int Put(string written, int at)
    {
        switch (written[at])
        {
            case '\r':
                _column = 0;
                return 1;
            case '\n':
                Down();
                return 1;
        }

        var length = StringInfo.GetNextTextElementLength(written, at);
        var cells = CellWidth.OfLetter(written.AsSpan(at, length));
        if (_column + cells > columns)
        {
            _column = 0;
            Down();
        }

        var row = _rows[_row];
        while (row.Count < _column + cells)
        {
            row.Add(" ");
        }

        row[_column] = written.Substring(at, length);
        for (var more = 1; more < cells; more++)
        {
            row[_column + more] = "";
        }

        _column += cells;
        return length;
    }

    private void Down()
    {
        _row++;
        if (_row == _rows.Count)
        {
            _rows.Add([]);
        }
    }

    private int Obey(string written, int at)
    {
        written[at + 1].ShouldBe('[');
        var end = at + 2;
        while (written[end] is < '@' or > '~')
        {
            end++;
        }

        var parameters = new StringBuilder(written[(at + 2)..end]);
        var count = int.TryParse(parameters.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        switch (written[end])
        {
            case 'A':
                _row -= count;
                _row.ShouldBeGreaterThanOrEqualTo(0, "above the screen");
                break;
            case 'C':
                _column += count;
                _column.ShouldBeLessThan(columns, "beside the screen");
                break;
            case 'J' when parameters.Length == 0:
                var row = _rows[_row];
                row.RemoveRange(Math.Min(_column, row.Count), row.Count - Math.Min(_column, row.Count));
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                break;
            default:
                throw new InvalidOperationException($"This screen knows nothing of {parameters}{written[end]}.");
        }

        return end - at + 1;
    }
}
