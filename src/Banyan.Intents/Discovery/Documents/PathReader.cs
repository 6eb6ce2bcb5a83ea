namespace Banyan.Intents.Discovery.Documents;

/// <summary>Reads the text of an <see cref="OverlayPath"/>.</summary>
internal sealed class PathReader(string text)
{
    private int _at;

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="FormatException">The message says where it stops being a path.</exception>
    public IReadOnlyList<PathPart> Read()
    {
        Expect("$");
        var parts = new List<PathPart>();
        while (_at < text.Length)
        {
            var isDeep = Takes("..");
            if (!isDeep && !Takes("."))
            {
                parts.Add(Bracket(false));
            }
            else
            {
                parts.Add(_at < text.Length && text[_at] == '[' ? Bracket(isDeep) : Dotted(isDeep));
            }
        }

        return parts;
    }

    private PathPart Dotted(bool isDeep)
    {
        if (Takes("*"))
        {
            return new PathPart(PathPartKind.All, "", "", isDeep);
        }

        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '_' or '-'))
        {
            _at++;
        }

        return _at > start ? new PathPart(PathPartKind.Name, text[start.._at], "", isDeep) : throw Wrong();
    }

    private PathPart Bracket(bool isDeep)
    {
        Expect("[");
        var part = Inner(isDeep);
        Expect("]");
        return part;
    }

    private PathPart Inner(bool isDeep)
    {
        if (Takes("*"))
        {
            return new PathPart(PathPartKind.All, "", "", isDeep);
        }

        if (Takes("?"))
        {
            return Filter(isDeep);
        }

        if (_at < text.Length && text[_at] is '\'' or '"')
        {
            return new PathPart(PathPartKind.Name, Quoted(), "", isDeep);
        }

        var start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]) && _at - start < 6)
        {
            _at++;
        }

        return _at > start ? new PathPart(PathPartKind.Index, text[start.._at], "", isDeep) : throw Wrong();
    }

    private PathPart Filter(bool isDeep)
    {
        Blanks();
        var hasRound = Takes("(");
        Blanks();
        Expect("@.");
        var name = Dotted(isDeep);
        Blanks();
        Expect("==");
        Blanks();
        var wanted = Quoted();
        Blanks();
        if (hasRound)
        {
            Expect(")");
        }

        return name.Kind == PathPartKind.Name ? new PathPart(PathPartKind.Filter, name.Text, wanted, isDeep) : throw Wrong();
    }

    private string Quoted()
    {
        var quote = _at < text.Length && text[_at] is '\'' or '"' ? text[_at++] : throw Wrong();
        var end = text.IndexOf(quote, _at);
        if (end < 0)
        {
            throw Wrong();
        }

        var inner = text[_at..end];
        _at = end + 1;
        return inner;
    }

    private void Blanks()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }

    private bool Takes(string word)
    {
        var isThere = text.AsSpan(_at).StartsWith(word);
        _at += isThere ? word.Length : 0;
        return isThere;
    }

    private void Expect(string word)
    {
        if (!Takes(word))
        {
            throw Wrong();
        }
    }

    private FormatException Wrong() => new($"'{text}' is no path at character {_at + 1}; understood are $.name, ['name'], [0], *, .. and [?@.name=='x']");
}
