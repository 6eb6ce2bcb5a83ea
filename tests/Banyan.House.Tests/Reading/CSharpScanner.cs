using System.Text;

namespace Banyan.House.Tests.Reading;

/// <summary>Separates code from comments and literals: enough of C#'s lexer for the rules, and no more.</summary>
internal sealed class CSharpScanner(string text)
{
    private readonly StringBuilder _code = new(text.Length);
    private readonly List<Comment> _comments = [];
    private int _at;
    private int _line = 1;

    public (string Code, IReadOnlyList<Comment> Comments) Scan()
    {
        while (_at < text.Length)
        {
            if (Starts("//"))
            {
                TakeLineComment();
            }
            else if (Starts("/*"))
            {
                TakeBlockComment();
            }
            else if (!TryTakeString())
            {
                Keep();
            }
        }

        return (_code.ToString(), _comments);
    }

    private void TakeLineComment()
    {
        var end = text.IndexOf('\n', _at);
        end = end < 0 ? text.Length : end;
        var isDocumentation = Starts("///");
        _comments.Add(new Comment(_line, text[(_at + (isDocumentation ? 3 : 2))..end].Trim(), isDocumentation));
        BlankTo(end);
    }

    private void TakeBlockComment()
    {
        var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        end = end < 0 ? text.Length : end + 2;
        var line = _line;
        foreach (var part in text[_at..end].Split('\n'))
        {
            _comments.Add(new Comment(line++, part.Trim(' ', '/', '*', '\r'), IsDocumentation: false));
        }

        BlankTo(end);
    }

    private bool TryTakeString()
    {
        if (text[_at] == '\'')
        {
            TakeEscaped('\'', holes: 0);
            return true;
        }

        var dollars = Count('$', _at);
        var at = _at + dollars;
        var isVerbatim = at < text.Length && text[at] == '@';
        at += isVerbatim ? 1 : 0;
        if (isVerbatim && dollars == 0)
        {
            dollars = Count('$', at);
            at += dollars;
        }

        var quotes = Count('"', at);
        if (quotes == 0)
        {
            return false;
        }

        BlankTo(at);
        if (quotes >= 3 && !isVerbatim)
        {
            TakeRaw(quotes, dollars);
        }
        else if (isVerbatim)
        {
            TakeVerbatim(dollars);
        }
        else
        {
            TakeEscaped('"', dollars);
        }

        return true;
    }

    private void TakeEscaped(char quote, int holes)
    {
        Blank();
        while (_at < text.Length && text[_at] != quote && text[_at] != '\n')
        {
            if (text[_at] == '\\')
            {
                Blank();
                Blank();
            }
            else if (!TrySkipHole(holes))
            {
                Blank();
            }
        }

        Blank();
    }

    private void TakeVerbatim(int holes)
    {
        Blank();
        while (_at < text.Length && (text[_at] != '"' || Starts("\"\"")))
        {
            if (Starts("\"\""))
            {
                Blank();
                Blank();
            }
            else if (!TrySkipHole(holes))
            {
                Blank();
            }
        }

        Blank();
    }

    private void TakeRaw(int quotes, int holes)
    {
        BlankTo(_at + quotes);
        while (_at < text.Length && Count('"', _at) < quotes)
        {
            var run = Count('"', _at);
            if (run > 0)
            {
                BlankTo(_at + run);
            }
            else if (!TrySkipHole(holes))
            {
                Blank();
            }
        }

        BlankTo(_at + Count('"', _at));
    }

    /// <summary>Reads an interpolation hole as code, so that a string inside it does not end the string around it.</summary>
    private bool TrySkipHole(int holes)
    {
        var braces = Count('{', _at);
        if (holes == 0 || braces < holes || (holes == 1 && braces % 2 == 0))
        {
            BlankTo(_at + braces);
            return braces > 0;
        }

        BlankTo(_at + braces);
        for (var depth = 1; _at < text.Length && depth > 0;)
        {
            if (TryTakeString())
            {
                continue;
            }

            depth += text[_at] == '{' ? 1 : text[_at] == '}' ? -1 : 0;
            Keep();
        }

        return true;
    }

    private bool Starts(string with) => string.CompareOrdinal(text, _at, with, 0, with.Length) == 0;

    private int Count(char what, int from)
    {
        var end = from;
        while (end < text.Length && text[end] == what)
        {
            end++;
        }

        return end - from;
    }

    private void BlankTo(int end)
    {
        while (_at < end)
        {
            Blank();
        }
    }

    private void Blank()
    {
        if (_at >= text.Length)
        {
            return;
        }

        _line += text[_at] == '\n' ? 1 : 0;
        _code.Append(text[_at++] == '\n' ? '\n' : ' ');
    }

    private void Keep()
    {
        _line += text[_at] == '\n' ? 1 : 0;
        _code.Append(text[_at++]);
    }
}
