namespace Banyan.Cli.Output;

/// <summary>An answer's text as it is shown while it comes: only ever added to, and nothing in it is obeyed by a terminal.</summary>
internal abstract class ShownText(TextWriter writer)
{
    private char _last = '\n';

    /// <summary>Takes a piece; shows of it what can be shown already.</summary>
    public abstract void Put(string piece);

    /// <summary>Shows what is left, and ends the last line.</summary>
    /// <param name="isWhole">Whether the text came to its end.</param>
    public void End(bool isWhole)
    {
        Close(isWhole);
        if (_last != '\n')
        {
            Write("\n");
        }

        writer.Flush();
    }

    /// <summary>Shows what is left.</summary>
    protected abstract void Close(bool isWhole);

    /// <summary>Writes something that is harmless.</summary>
    protected void Write(string text)
    {
        if (text.Length > 0)
        {
            _last = text[^1];
            writer.Write(text);
            writer.Flush();
        }
    }
}
