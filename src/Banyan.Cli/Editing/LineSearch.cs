namespace Banyan.Cli.Editing;

/// <summary>A search backwards in what was said before, letter by letter.</summary>
internal sealed class LineSearch(LineHistory history, string typed)
{
    private int _at = history.Lines.Count;

    /// <summary>What stood in the line when the search began.</summary>
    public string Typed => typed;

    /// <summary>What is searched.</summary>
    public string Query { get; private set; } = "";

    /// <summary>The line that was found; null while none was.</summary>
    public string? Found => _at >= 0 && _at < history.Lines.Count ? history.Lines[_at] : null;

    /// <summary>Searches more letters, from the line that was found on.</summary>
    public void More(string letters)
    {
        Query += letters;
        Go(Math.Min(_at + 1, history.Lines.Count));
    }

    /// <summary>Searches one letter less, from the end.</summary>
    public void Less()
    {
        Query = Query.Length > 0 ? Query[..^1] : Query;
        Go(history.Lines.Count);
    }

    /// <summary>The next older line.</summary>
    public void Older() => Go(_at);

    private void Go(int before)
    {
        if (Query.Length > 0 && history.Find(Query, before) is >= 0 and var found)
        {
            _at = found;
        }
    }
}
