using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Show;

/// <summary>An answer's text, piece by piece, and made whole at its end.</summary>
internal sealed class ChatPieces(Terminal terminal)
{
    private Printable _printable = new();
    private char _last = '\n';

    /// <summary>Shows a piece at once.</summary>
    public void Show(string piece)
    {
        Write(_printable.Take(piece));
        terminal.Out.Flush();
    }

    /// <summary>Shows what pieces lacked of the whole; when they were the beginning of another text, the whole under them.</summary>
    public void End(string came, string whole)
    {
        if (whole.StartsWith(came, StringComparison.Ordinal))
        {
            Write(_printable.Take(whole[came.Length..]) + _printable.End());
        }
        else
        {
            Write(_printable.End());
            EndLine();
            var again = new Printable();
            Write(again.Take(whole) + again.End());
        }

        EndLine();
        terminal.Out.Flush();
        _printable = new Printable();
    }

    private void EndLine()
    {
        if (_last != '\n')
        {
            Write("\n");
        }
    }

    private void Write(string text)
    {
        _last = text.Length > 0 ? text[^1] : _last;
        terminal.Out.Write(text);
    }
}
