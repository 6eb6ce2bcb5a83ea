using System.Text;

namespace Banyan.Cli.Editing;

/// <summary>Makes keys of what a terminal sends, however the bytes are cut. An escape waits for what comes with it, so no key needs a clock.</summary>
internal sealed class KeyDecoder
{
    private const char Escape = '\u001b';
    private const string PasteBegins = "200", PasteEnds = "\u001b[201~";
    private readonly Decoder _utf8 = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _sequence = new();
    private readonly List<Key> _keys = [];
    private State _state;

    private enum State
    {
        Ground,
        Escaped,
        Sequence,
        Single,
        Paste,
    }

    /// <summary>Takes bytes and gives the keys that are whole.</summary>
    public IReadOnlyList<Key> Take(ReadOnlySpan<byte> bytes)
    {
        _keys.Clear();
        var letters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        var count = _utf8.GetChars(bytes, letters, flush: false);
        foreach (var letter in letters.AsSpan(0, count))
        {
            Put(letter);
        }

        if (_state != State.Paste)
        {
            EndText();
        }

        return [.. _keys];
    }

    private void Put(char letter)
    {
        switch (_state)
        {
            case State.Ground when letter == Escape:
                EndText();
                _state = State.Escaped;
                break;
            case State.Ground when letter < ' ' || letter == '\u007f':
                Press(KeyTable.Control(letter));
                break;
            case State.Ground:
                _text.Append(letter);
                break;
            case State.Escaped:
                _state = letter switch { '[' => State.Sequence, 'O' => State.Single, Escape => State.Escaped, _ => State.Ground };
                if (_state == State.Ground)
                {
                    Press(KeyTable.Alt(letter));
                }

                break;
            case State.Single:
                _state = State.Ground;
                Press(KeyTable.Sequence("", letter));
                break;
            case State.Sequence:
                PutSequence(letter);
                break;
            case State.Paste:
                PutPaste(letter);
                break;
        }
    }

    private void PutSequence(char letter)
    {
        if (letter is < '@' or > '~')
        {
            _sequence.Append(letter);
            return;
        }

        var parameters = _sequence.ToString();
        _sequence.Clear();
        _state = letter == '~' && parameters == PasteBegins ? State.Paste : State.Ground;
        if (_state == State.Ground)
        {
            Press(KeyTable.Sequence(parameters, letter));
        }
    }

    private void PutPaste(char letter)
    {
        _text.Append(letter);
        if (letter == '~' && _text.ToString().EndsWith(PasteEnds, StringComparison.Ordinal))
        {
            _text.Length -= PasteEnds.Length;
            _state = State.Ground;
            EndText();
        }
    }

    private void Press(KeyKind kind)
    {
        EndText();
        _keys.Add(new Key(kind));
    }

    private void EndText()
    {
        var text = PlainText.Of(_text.ToString());
        _text.Clear();
        if (text.Length > 0)
        {
            _keys.Add(new Key(KeyKind.Text, text));
        }
    }
}
