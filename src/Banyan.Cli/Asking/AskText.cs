using Banyan.Cli.Output;

namespace Banyan.Cli.Asking;

/// <summary>Plain text, flushed piece by piece; never redrawn, and with nothing in it that a terminal would obey.</summary>
internal sealed class AskText(Terminal terminal) : AskOutput
{
    private readonly Printable _printable = new();
    private char _last = '\n';

    public override async Task ShowAsync(string piece)
    {
        await WriteAsync(_printable.Take(piece));
        await terminal.Out.FlushAsync();
    }

    public override void End(ChatAnswer answer)
    {
        var rest = _printable.End();
        terminal.Out.Write(rest);
        if (rest.Length > 0 || _last != '\n')
        {
            terminal.Out.WriteLine();
        }

        terminal.Out.Flush();
    }

    private Task WriteAsync(string text)
    {
        _last = text.Length > 0 ? text[^1] : _last;
        return terminal.Out.WriteAsync(text);
    }
}
