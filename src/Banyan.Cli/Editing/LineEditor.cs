namespace Banyan.Cli.Editing;

/// <summary>A line that is being typed: keys in, edits out. It knows nothing of a terminal and of time.</summary>
/// <param name="history">What was said before.</param>
/// <param name="goesOn">Whether a text goes on in the next line instead of ending; what of it stays then.</param>
internal sealed class LineEditor(LineHistory history, Func<string, string?> goesOn)
{
    private readonly EditBuffer _buffer = new();
    private LineSearch? _search;
    private string _deleted = "";

    /// <summary>The text.</summary>
    public string Text => _search?.Found ?? _buffer.Text;

    /// <summary>The place in it.</summary>
    public int Cursor => _search?.Found is { } found ? Math.Max(0, found.IndexOf(_search.Query, StringComparison.OrdinalIgnoreCase)) : _buffer.Cursor;

    /// <summary>What stands before the place.</summary>
    public string Before => _buffer.Before;

    /// <summary>What is searched; null when nothing is.</summary>
    public string? Query => _search?.Query;

    /// <summary>Begins a line.</summary>
    public void Begin(string text)
    {
        _search = null;
        _buffer.Set(text);
        history.Begin();
    }

    /// <summary>Puts a word in place of its beginning.</summary>
    public void Complete(int start, string word)
    {
        _buffer.DeleteTo(start);
        _buffer.Insert(word);
    }

    /// <summary>Takes a key.</summary>
    public EditOutcome Press(Key key) => _search is null ? Edit(key) : Search(_search, key);

    private EditOutcome Edit(Key key) => key.Kind switch
    {
        KeyKind.Text => Change(() => _buffer.Insert(key.Text)),
        KeyKind.NewLine => Change(() => _buffer.Insert("\n")),
        KeyKind.Backspace => Delete(_buffer.Left()),
        KeyKind.Delete => Delete(_buffer.Right()),
        KeyKind.DeleteWordLeft => Cut(_buffer.WordLeft()),
        KeyKind.DeleteWordRight => Cut(_buffer.WordRight()),
        KeyKind.DeleteToStart => Cut(_buffer.LineStart()),
        KeyKind.DeleteToEnd => Cut(_buffer.LineEnd()),
        KeyKind.Yank => Change(() => _buffer.Insert(_deleted)),
        KeyKind.Up or KeyKind.Down or KeyKind.Search => Recall(key.Kind),
        _ => Command(key.Kind),
    };

    private EditOutcome Command(KeyKind kind)
    {
        switch (kind)
        {
            case KeyKind.Left or KeyKind.Right or KeyKind.Home or KeyKind.End or KeyKind.WordLeft or KeyKind.WordRight:
                return Moved(_buffer.MoveTo(Place(kind)));
            case KeyKind.Enter:
                return Enter();
            case KeyKind.DeleteOrEnd:
                return _buffer.Text.Length == 0 ? EditOutcome.Ended : Delete(_buffer.Right());
            case KeyKind.Interrupt:
                Begin("");
                return EditOutcome.Interrupted;
            case KeyKind.Tab:
                return EditOutcome.Completing;
            case KeyKind.ClearScreen:
                return EditOutcome.Cleared;
            case KeyKind.Suspend:
                return EditOutcome.Suspended;
            default:
                return EditOutcome.Nothing;
        }
    }

    private int Place(KeyKind kind) => kind switch
    {
        KeyKind.Left => _buffer.Left(),
        KeyKind.Right => _buffer.Right(),
        KeyKind.Home => _buffer.LineStart(),
        KeyKind.End => _buffer.LineEnd(),
        KeyKind.WordLeft => _buffer.WordLeft(),
        _ => _buffer.WordRight(),
    };

    private EditOutcome Enter()
    {
        // What is typed before the end of the text is no continuation: the rest stands there already.
        if (_buffer.Cursor == _buffer.Text.Length && goesOn(_buffer.Text) is { } begin)
        {
            return Change(() => _buffer.Set(begin + "\n"));
        }

        return EditOutcome.Done;
    }

    private EditOutcome Recall(KeyKind kind)
    {
        if (kind == KeyKind.Search)
        {
            return Change(() => _search = new LineSearch(history, _buffer.Text));
        }

        if ((kind == KeyKind.Up ? _buffer.Above() : _buffer.Below()) is { } place)
        {
            return Moved(_buffer.MoveTo(place));
        }

        if ((kind == KeyKind.Up ? history.Older(_buffer.Text) : history.Newer()) is not { } line)
        {
            return EditOutcome.Nothing;
        }

        return Change(() => _buffer.Set(line));
    }

    private EditOutcome Search(LineSearch search, Key key)
    {
        switch (key.Kind)
        {
            case KeyKind.Text:
                return Change(() => search.More(key.Text));
            case KeyKind.Backspace:
                return Change(search.Less);
            case KeyKind.Search:
                return Change(search.Older);
            case KeyKind.GiveUp or KeyKind.Interrupt:
                return Change(() => End(search.Typed));
            default:
                // Any other key takes what was found, and does what it always does.
                End(search.Found ?? search.Typed);
                var outcome = Edit(key);
                return outcome == EditOutcome.Nothing ? EditOutcome.Changed : outcome;
        }
    }

    private void End(string text)
    {
        _search = null;
        _buffer.Set(text);
    }

    private EditOutcome Delete(int place) => Moved(_buffer.DeleteTo(place).Length > 0);

    private EditOutcome Cut(int place)
    {
        var deleted = _buffer.DeleteTo(place);
        _deleted = deleted.Length > 0 ? deleted : _deleted;
        return Moved(deleted.Length > 0);
    }

    private static EditOutcome Moved(bool has) => has ? EditOutcome.Changed : EditOutcome.Nothing;

    private static EditOutcome Change(Action change)
    {
        change();
        return EditOutcome.Changed;
    }
}
