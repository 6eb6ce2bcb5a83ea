using Banyan.Cli.Editing;

namespace Banyan.Cli.Output;

/// <summary>Reads what a person types, or what is piped in, line by line. A wait that is given up leaves the line to the next one who waits.</summary>
/// <param name="terminal">Where it comes from.</param>
/// <param name="typed">Where it is edited; null where that can't be.</param>
/// <param name="kept">Where messages are kept; null for nowhere.</param>
internal sealed class LineInput(Terminal terminal, TypedLine? typed = null, HistoryFile? kept = null)
{
    private Task<string?>? _waiting;
    private string? _putBack;

    /// <summary>Whether somebody can be asked.</summary>
    public bool IsTyped => terminal.IsInputTerminal;

    /// <summary>Whether lines are edited here, and not by the terminal.</summary>
    public bool IsEdited => typed is not null;

    /// <summary>Says how words of messages are completed, where lines are edited.</summary>
    public void CompleteBy(Func<string, CancellationToken, Task<Completion>> completeAsync)
    {
        if (typed is not null)
        {
            typed.CompleteAsync = completeAsync;
        }
    }

    /// <summary>Gives a line back, to be read next.</summary>
    public void PutBack(string line) => _putBack = line;

    /// <summary>Reads a line; null at the end of the input.</summary>
    public Task<string?> ReadAsync(string prompt, CancellationToken cancellationToken) => ReadAsync(new TypedAsk(prompt), cancellationToken);

    /// <summary>Reads a message: a line that ends with a backslash, or leaves a code fence open, goes on in the next one. Null at the end of the input.</summary>
    public Task<string?> ReadMessageAsync(CancellationToken cancellationToken) => ReadMessageAsync(new TypedAsk("> ") { IsMessage = true }, cancellationToken);

    /// <summary>Reads a message behind a prompt of its own, or one that is changed.</summary>
    public async Task<string?> ReadMessageAsync(TypedAsk ask, CancellationToken cancellationToken)
    {
        var text = await ReadAsync(ask, cancellationToken);
        while (typed is null && text is not null && OpenText.GoesOn(text) && await ReadAsync("... ", cancellationToken) is { } more)
        {
            text = $"{OpenText.Begin(text)}\n{more}";
        }

        if (text is not null && typed?.History.Add(text) == true)
        {
            kept?.Add(text);
        }

        return text;
    }

    private async Task<string?> ReadAsync(TypedAsk ask, CancellationToken cancellationToken)
    {
        if (_putBack is { } back)
        {
            _putBack = null;
            return back;
        }

        if (IsTyped)
        {
            await terminal.Out.FlushAsync(cancellationToken);
        }

        if (typed is not null)
        {
            return await typed.ReadAsync(ask, cancellationToken);
        }

        if (IsTyped)
        {
            await terminal.Error.WriteAsync(ask.Prompt.AsMemory(), cancellationToken);
        }

        _waiting ??= Task.Run(() => terminal.In.ReadLineAsync(), CancellationToken.None);
        var line = await _waiting.WaitAsync(cancellationToken);
        _waiting = null;
        return line;
    }
}
