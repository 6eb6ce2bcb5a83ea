namespace Banyan.Cli.Editing;

/// <summary>What was said before, and where somebody stands in it.</summary>
internal sealed class LineHistory
{
    private const int Most = 1000;
    private readonly List<string> _lines = [];
    private int _at;
    private string _draft = "";

    /// <summary>The lines, oldest first.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Adds a line; one that says the same as the last is not kept twice.</summary>
    /// <returns>Whether it was kept.</returns>
    public bool Add(string line)
    {
        var isNew = line.Trim().Length > 0 && (_lines.Count == 0 || _lines[^1] != line);
        if (isNew)
        {
            _lines.Add(line);
            _lines.RemoveRange(0, Math.Max(0, _lines.Count - Most));
        }

        return isNew;
    }

    /// <summary>Stands behind the last line.</summary>
    public void Begin() => (_at, _draft) = (_lines.Count, "");

    /// <summary>The line before; null when there is none. What was being typed is kept.</summary>
    public string? Older(string typed)
    {
        if (_at == 0)
        {
            return null;
        }

        _draft = _at == _lines.Count ? typed : _draft;
        return _lines[--_at];
    }

    /// <summary>The line after, at the end what was being typed; null when there is none.</summary>
    public string? Newer()
    {
        if (_at >= _lines.Count)
        {
            return null;
        }

        return ++_at == _lines.Count ? _draft : _lines[_at];
    }

    /// <summary>The newest line before <paramref name="before"/> that contains a text; -1 when there is none.</summary>
    public int Find(string text, int before)
    {
        var at = Math.Min(before, _lines.Count) - 1;
        while (at >= 0 && !_lines[at].Contains(text, StringComparison.OrdinalIgnoreCase))
        {
            at--;
        }

        return at;
    }
}
