using Banyan.Cli.Output;

namespace Banyan.Cli.Editing;

/// <summary>Reads lines that a person types and edits at a terminal.</summary>
/// <param name="keys">The keys.</param>
/// <param name="screen">Where it is shown.</param>
/// <param name="interrupts">Where Ctrl-C goes.</param>
internal sealed class TypedLine(ITypedKeys keys, TextWriter screen, Interrupts interrupts)
{
    private const string PasteOn = "\u001b[?2004h", PasteOff = "\u001b[?2004l";
    private readonly KeyDecoder _decoder = new();
    private readonly Queue<Key> _typed = new();
    private readonly LineView _view = new();
    private readonly byte[] _bytes = new byte[4096];
    private Task<int>? _reading;
    private IDisposable? _taken;

    /// <summary>What was said before.</summary>
    public LineHistory History { get; } = new();

    /// <summary>Finds what the word before the place may become.</summary>
    public Func<string, CancellationToken, Task<Completion>> CompleteAsync { get; set; } = (_, _) => Task.FromResult(Completion.None);

    /// <summary>Reads one; null at the end of the input.</summary>
    public async Task<string?> ReadAsync(TypedAsk ask, CancellationToken cancellationToken)
    {
        var editor = ask.IsMessage
            ? new LineEditor(History, text => OpenText.GoesOn(text) ? OpenText.Begin(text) : null)
            : new LineEditor(new LineHistory(), _ => null);
        editor.Begin(ask.Initial);
        Take();
        try
        {
            Draw(ask, editor);
            while (true)
            {
                if (!await HasKeyAsync(ask, editor, cancellationToken))
                {
                    return null;
                }

                var outcome = editor.Press(_typed.Dequeue());
                if (outcome is EditOutcome.Done or EditOutcome.Ended)
                {
                    End(ask, editor);
                    return outcome == EditOutcome.Done ? editor.Text : null;
                }

                await FollowAsync(outcome, ask, editor, cancellationToken);
            }
        }
        finally
        {
            _view.Forget();
            GiveBack();
        }
    }

    /// <summary>Waits for a key; draws the line anew whenever the window changes.</summary>
    private async Task<bool> HasKeyAsync(TypedAsk ask, LineEditor editor, CancellationToken cancellationToken)
    {
        while (_typed.Count == 0)
        {
            _reading ??= keys.ReadAsync(_bytes);
            var resized = keys.Resized;
            if (await Task.WhenAny(_reading, resized).WaitAsync(cancellationToken) == resized)
            {
                Draw(ask, editor);
                continue;
            }

            var read = await _reading;
            _reading = null;
            if (read == 0)
            {
                return false;
            }

            foreach (var key in _decoder.Take(_bytes.AsSpan(0, read)))
            {
                _typed.Enqueue(key);
            }
        }

        return true;
    }

    private async Task FollowAsync(EditOutcome outcome, TypedAsk ask, LineEditor editor, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case EditOutcome.Nothing:
                return;
            case EditOutcome.Interrupted:
                screen.Write("^C\r\n");
                Apart(() => interrupts.Press());
                cancellationToken.ThrowIfCancellationRequested();
                break;
            case EditOutcome.Suspended:
                End(ask, editor);
                Apart(keys.Suspend);
                break;
            case EditOutcome.Cleared:
                _view.Forget();
                screen.Write("\u001b[H\u001b[2J");
                break;
            case EditOutcome.Completing when ask.IsMessage:
                await OfferAsync(ask, editor, cancellationToken);
                break;
        }

        Draw(ask, editor);
    }

    private async Task OfferAsync(TypedAsk ask, LineEditor editor, CancellationToken cancellationToken)
    {
        var before = editor.Before;
        var found = await CompleteAsync(before, cancellationToken);
        if (found.Words.Count == 0)
        {
            return;
        }

        var common = found.Common();
        if (common.Length > before.Length - found.Start)
        {
            editor.Complete(found.Start, common);
            return;
        }

        End(ask, editor);
        screen.Write(string.Concat(found.Rows(keys.Columns).Select(row => row + "\r\n")));
    }

    /// <summary>Does something while the terminal is as it was.</summary>
    private void Apart(Action act)
    {
        GiveBack();
        act();
        Take();
        _view.Forget();
    }

    private void Take()
    {
        _taken = keys.Take();
        screen.Write(PasteOn);
    }

    private void GiveBack()
    {
        screen.Write(PasteOff);
        _taken?.Dispose();
    }

    private void Draw(TypedAsk ask, LineEditor editor) => screen.Write(_view.Draw(Face(ask, editor), keys.Columns, keys.Rows));

    private void End(TypedAsk ask, LineEditor editor) => screen.Write(_view.End(Face(ask, editor), keys.Columns, keys.Rows));

    private static LineFace Face(TypedAsk ask, LineEditor editor) => new(editor.Query is { } query ? $"search {Printable.Line(query)}: " : ask.Prompt, editor.Text, editor.Cursor);
}
