namespace Banyan.Wire.Framing;

/// <summary>Cuts a stream of JSON lines into frames. LF ends a line, CR before it is accepted, blank lines are ignored.</summary>
public sealed class NdjsonFramer : Framer
{
    private readonly FrameBuffer _buffer = new();
    private int _scanned;
    private bool _begun;
    private bool _broken;

    /// <inheritdoc />
    public override Memory<byte> GetMemory() => _buffer.GetRoom();

    /// <inheritdoc />
    public override void Advance(int count)
    {
        _buffer.Add(count);
        if (_broken)
        {
            _buffer.Clear();
        }
    }

    /// <inheritdoc />
    public override bool TryRead(out Frame frame)
    {
        frame = default;
        while (!_broken)
        {
            var found = _buffer.Span[_scanned..].IndexOf((byte)'\n');
            var end = found < 0 ? _buffer.Length : _scanned + found;
            if (end > MaxLineBytes)
            {
                _broken = true;
                _buffer.Clear();
                frame = FramingFailure.TooLong("object");
                return true;
            }

            if (found < 0)
            {
                _scanned = end;
                return false;
            }

            if (Take(end, end + 1, out frame))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc />
    public override bool TryEnd(out Frame frame) =>
        TryRead(out frame) || (!_broken && _buffer.Length > 0 && Take(_buffer.Length, _buffer.Length, out frame));

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        _buffer.Dispose();
        _broken = true;
    }

    private bool Take(int end, int next, out Frame frame)
    {
        var start = !_begun && _buffer.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        _begun = true;
        var line = _buffer.Span[start..end];
        var first = line.IndexOfAnyExcept(" \t\r"u8);
        if (first < 0)
        {
            frame = default;
            Skip(next);
            return false;
        }

        var last = line.LastIndexOfAnyExcept(" \t\r"u8);
        frame = new Frame(_buffer.Slice(start, next - start), _buffer.Slice(start + first, last - first + 1), FrameKind.Event);
        Skip(next);
        return true;
    }

    private void Skip(int next)
    {
        _buffer.Take(next);
        _scanned = 0;
    }
}
