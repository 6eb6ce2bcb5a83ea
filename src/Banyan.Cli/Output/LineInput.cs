namespace Banyan.Cli.Output;

/// <summary>Reads what a person types, or what is piped in, line by line. A wait that is given up leaves the line to the next one who waits.</summary>
internal sealed class LineInput(Terminal terminal)
{
    private Task<string?>? _waiting;
    private string? _kept;

    /// <summary>Whether somebody can be asked.</summary>
    public bool IsTyped => terminal.IsInputTerminal;

    /// <summary>Gives a line back, to be read next.</summary>
    public void PutBack(string line) => _kept = line;

    /// <summary>Reads a line; null at the end of the input.</summary>
    public async Task<string?> ReadAsync(string prompt, CancellationToken cancellationToken)
    {
        if (_kept is { } kept)
        {
            _kept = null;
            return kept;
        }

        if (IsTyped)
        {
            await terminal.Out.FlushAsync(cancellationToken);
            await terminal.Error.WriteAsync(prompt.AsMemory(), cancellationToken);
        }

        _waiting ??= Task.Run(() => terminal.In.ReadLineAsync(), CancellationToken.None);
        var line = await _waiting.WaitAsync(cancellationToken);
        _waiting = null;
        return line;
    }

    /// <summary>Reads a message: a line that ends with a backslash, or leaves a code fence open, goes on in the next one. Null at the end of the input.</summary>
    public async Task<string?> ReadMessageAsync(CancellationToken cancellationToken)
    {
        var text = await ReadAsync("> ", cancellationToken);
        while (text is not null && OpenText.GoesOn(text) && await ReadAsync("... ", cancellationToken) is { } more)
        {
            text = $"{OpenText.Begin(text)}\n{more}";
        }

        return text;
    }
}
