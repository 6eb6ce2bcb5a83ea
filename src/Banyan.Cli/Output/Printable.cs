using System.Globalization;
using System.Text;

namespace Banyan.Cli.Output;

/// <summary>Makes text of others harmless for a terminal: control characters are shown by their pictures, never obeyed.</summary>
/// <remarks>
/// Line feed and tab stay; CRLF becomes LF. C0 controls become U+2400 and on, everything else that steers (C1, bidirectional overrides, line
/// separators) its number in brackets. One instance per text: what a piece ends with may belong to the next piece.
/// </remarks>
internal sealed class Printable
{
    private char _held;

    /// <summary>One line of text: line ends and tabs are spaces.</summary>
    public static string Line(string text)
    {
        var printable = new Printable();
        return (printable.Take(text) + printable.End()).Replace('\n', ' ').Replace('\t', ' ');
    }

    /// <summary>Takes the next piece and gives what can be shown of it.</summary>
    public string Take(string piece)
    {
        var shown = new StringBuilder(piece.Length);
        foreach (var next in piece)
        {
            Put(shown, next);
        }

        return shown.ToString();
    }

    /// <summary>Gives what was held back at the end of the text.</summary>
    public string End()
    {
        var held = _held;
        _held = '\0';
        return held switch
        {
            '\0' => "",
            '\r' => "\u240d",
            _ => "\ufffd",
        };
    }

    private void Put(StringBuilder shown, char next)
    {
        if (char.IsHighSurrogate(_held) && char.IsLowSurrogate(next))
        {
            shown.Append(_held).Append(next);
            _held = '\0';
            return;
        }

        if (_held != '\0' && !(_held == '\r' && next == '\n'))
        {
            shown.Append(End());
        }

        _held = '\0';
        if (next == '\r' || char.IsHighSurrogate(next))
        {
            _held = next;
        }
        else
        {
            Show(shown, next);
        }
    }

    private static void Show(StringBuilder shown, char next)
    {
        if (next is '\n' or '\t')
        {
            shown.Append(next);
        }
        else if (next < ' ')
        {
            shown.Append((char)('\u2400' + next));
        }
        else if (char.IsLowSurrogate(next))
        {
            shown.Append('\ufffd');
        }
        else if (next == '\u007f')
        {
            shown.Append('\u2421');
        }
        else if (Steers(next))
        {
            shown.Append(CultureInfo.InvariantCulture, $"<U+{(int)next:X4}>");
        }
        else
        {
            shown.Append(next);
        }
    }

    private static bool Steers(char next) =>
        next is (>= '\u0080' and <= '\u009f') or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f' or '\u061c' or '\u2028' or '\u2029' or '\ufeff';
}
