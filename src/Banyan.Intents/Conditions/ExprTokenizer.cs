using System.Globalization;
using System.Text;

namespace Banyan.Intents.Conditions;

/// <summary>Cuts an expression into words. Linear, and never throws.</summary>
internal sealed class ExprTokenizer(string source)
{
    private static readonly string[] Pairs = ["||", "&&", "==", "!=", "<=", ">="];

    private readonly List<ExprToken> _tokens = [];
    private int _at;

    /// <summary>Why it could not be cut; null when it could.</summary>
    public ExprFault? Fault { get; private set; }

    /// <summary>The words, with an end at the end; meaningless when there is a fault.</summary>
    public IReadOnlyList<ExprToken> Read()
    {
        while (Fault is null && _at < source.Length)
        {
            var c = source[_at];
            if (c is ' ' or '\t' or '\n' or '\r')
            {
                _at++;
            }
            else if (char.IsAsciiLetter(c) || c == '_')
            {
                ReadName();
            }
            else if (char.IsAsciiDigit(c))
            {
                ReadNumber();
            }
            else if (c is '\'' or '"')
            {
                ReadText(c);
            }
            else
            {
                ReadMark(c);
            }
        }

        _tokens.Add(new ExprToken(ExprTokenKind.End, "", source.Length));
        return _tokens;
    }

    private void ReadName()
    {
        var end = _at + 1;
        while (end < source.Length && (char.IsAsciiLetterOrDigit(source[end]) || source[end] == '_'))
        {
            end++;
        }

        // s2#3 is the third element of a step that runs once for each.
        if (end + 1 < source.Length && source[end] == '#' && char.IsAsciiDigit(source[end + 1]))
        {
            end = Digits(end + 1);
        }

        Take(ExprTokenKind.Name, end);
    }

    private void ReadNumber()
    {
        var end = Digits(_at);
        if (end + 1 < source.Length && source[end] == '.' && char.IsAsciiDigit(source[end + 1]))
        {
            end = Digits(end + 1);
        }

        if (end < source.Length && (char.IsAsciiLetter(source[end]) || source[end] == '_'))
        {
            Fault = new ExprFault(end, "a number goes straight into letters; durations are written duration('30d')");
            return;
        }

        Take(ExprTokenKind.Number, end);
    }

    private int Digits(int from)
    {
        while (from < source.Length && char.IsAsciiDigit(source[from]))
        {
            from++;
        }

        return from;
    }

    private void ReadText(char quote)
    {
        var begin = _at++;
        var text = new StringBuilder();
        while (_at < source.Length && source[_at] != quote)
        {
            var at = _at;
            var c = source[_at++];
            if (c != '\\')
            {
                text.Append(c);
            }
            else if (Escaped() is { } meant)
            {
                text.Append(meant);
            }
            else
            {
                Fault = new ExprFault(at, "an unknown escape; known are \\' \\\" \\\\ \\n \\r \\t and \\u with four hex digits");
                return;
            }
        }

        if (_at >= source.Length)
        {
            Fault = new ExprFault(begin, "a quoted text has no end");
            return;
        }

        _at++;
        _tokens.Add(new ExprToken(ExprTokenKind.Text, text.ToString(), begin));
    }

    private char? Escaped()
    {
        var c = _at < source.Length ? source[_at++] : '\0';
        switch (c)
        {
            case '\'' or '"' or '\\':
                return c;
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _at + 4 <= source.Length && ushort.TryParse(source.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            default:
                return null;
        }
    }

    private void ReadMark(char c)
    {
        var two = _at + 1 < source.Length ? source.Substring(_at, 2) : "";
        if (Pairs.Contains(two, StringComparer.Ordinal))
        {
            Take(ExprTokenKind.Mark, _at + 2);
        }
        else if ("<>!+-*/()[],.".Contains(c, StringComparison.Ordinal))
        {
            Take(ExprTokenKind.Mark, _at + 1);
        }
        else
        {
            Fault = new ExprFault(_at, c switch
            {
                '=' => "'=' alone is nothing; equality is written '=='",
                '&' or '|' => $"'{c}' alone is nothing; write '{c}{c}'",
                _ => "a character that belongs to no expression",
            });
        }
    }

    private void Take(ExprTokenKind kind, int end)
    {
        _tokens.Add(new ExprToken(kind, source[_at..end], _at));
        _at = end;
    }
}
