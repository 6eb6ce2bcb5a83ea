using System.Buffers;

namespace Banyan.Wire.Framing;

/// <summary>Cuts a stream of server-sent events into frames.</summary>
/// <remarks>
/// Line ends may be LF, CRLF and CR, mixed. A comment outside an event is a <see cref="FrameKind.Comment"/> frame at once, and so is an event
/// without data; a comment inside an event stays in its <see cref="Frame.Raw"/>. An event ended by CR is delivered at the CR: an LF that follows
/// belongs to no frame, so the frames do not depend on where the network split the pair. Blank lines between events belong to no frame.
/// </remarks>
public sealed class SseFramer : Framer
{
    private readonly FrameBuffer _buffer = new();
    private byte[] _joined = [];

    // Offsets count from the first byte of the event under way.
    private int _line;
    private int _scanned;
    private int _dataLines;
    private int _dataStart;
    private int _dataLength;
    private bool _hasFields;
    private bool _afterCarriageReturn;
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
        if (_broken || !Begin(atEnd: false))
        {
            return false;
        }

        while (true)
        {
            SkipLineFeedOfPair();
            var found = _buffer.Span[_scanned..].IndexOfAny((byte)'\n', (byte)'\r');
            var end = found < 0 ? _buffer.Length : _scanned + found;
            if (end - _line > MaxLineBytes || end > MaxEventBytes)
            {
                frame = Break();
                return true;
            }

            _scanned = end;
            if (found < 0)
            {
                return false;
            }

            _afterCarriageReturn = _buffer.Span[end] == (byte)'\r';
            if (EndLine(end, end + 1, out frame))
            {
                return true;
            }
        }
    }

    /// <inheritdoc />
    public override bool TryEnd(out Frame frame)
    {
        if (TryRead(out frame))
        {
            return true;
        }

        if (_broken || !Begin(atEnd: true) || _buffer.Length == 0)
        {
            return false;
        }

        var end = _buffer.Length;
        if (end > _line && EndLine(end, end, out frame))
        {
            return true;
        }

        return _hasFields && Deliver(end, out frame);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        _buffer.Dispose();
        if (_joined.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_joined);
            _joined = [];
        }

        _broken = true;
    }

    /// <summary>Skips a byte order mark; false while it is not known whether there is one.</summary>
    private bool Begin(bool atEnd)
    {
        if (_begun)
        {
            return true;
        }

        var mark = "\uFEFF"u8;
        var start = _buffer.Span;
        if (start.Length < mark.Length && mark.StartsWith(start) && !atEnd)
        {
            return false;
        }

        if (start.StartsWith(mark))
        {
            _buffer.Take(mark.Length);
        }

        _begun = true;
        return true;
    }

    private void SkipLineFeedOfPair()
    {
        if (!_afterCarriageReturn || _scanned >= _buffer.Length)
        {
            return;
        }

        _afterCarriageReturn = false;
        if (_buffer.Span[_scanned] != (byte)'\n')
        {
            return;
        }

        if (_hasFields)
        {
            _line = _scanned += 1;
        }
        else
        {
            StartEventAfter(_scanned + 1);
        }
    }

    /// <summary>Takes in the line up to <paramref name="end"/>; true when it completed a frame.</summary>
    private bool EndLine(int end, int next, out Frame frame)
    {
        frame = default;
        if (end == _line)
        {
            if (_hasFields)
            {
                return Deliver(next, out frame);
            }

            StartEventAfter(next);
            return false;
        }

        if (!_hasFields && _buffer.Span[_line] == (byte)':')
        {
            frame = new Frame(_buffer.Slice(0, next), default, FrameKind.Comment);
            StartEventAfter(next);
            return true;
        }

        _hasFields = true;
        if (TryGetData(_buffer.Span[_line..end], out var valueStart))
        {
            _dataLines++;
            _dataStart = _line + valueStart;
            _dataLength = end - _dataStart;
        }

        _line = _scanned = next;
        return false;
    }

    private bool Deliver(int next, out Frame frame)
    {
        var data = _dataLines > 1 ? Join(next) : _buffer.Slice(_dataStart, _dataLength);
        frame = new Frame(_buffer.Slice(0, next), data, data.IsEmpty ? FrameKind.Comment : FrameKind.Event);
        StartEventAfter(next);
        return true;
    }

    private void StartEventAfter(int next)
    {
        _buffer.Take(next);
        _line = _scanned = _dataLines = _dataStart = _dataLength = 0;
        _hasFields = false;
    }

    private Frame Break()
    {
        _broken = true;
        _buffer.Clear();
        return FramingFailure.TooLong("event");
    }

    /// <summary>Joins the data lines of the event up to <paramref name="next"/> by line feeds.</summary>
    private ReadOnlyMemory<byte> Join(int next)
    {
        var rest = _buffer.Span[..next];
        if (_joined.Length < rest.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(rest.Length);
            if (_joined.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_joined);
            }

            _joined = larger;
        }

        var length = 0;
        for (var lines = 0; lines < _dataLines;)
        {
            var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            var line = end < 0 ? rest : rest[..end];
            if (TryGetData(line, out var start))
            {
                if (lines++ > 0)
                {
                    _joined[length++] = (byte)'\n';
                }

                line[start..].CopyTo(_joined.AsSpan(length));
                length += line.Length - start;
            }

            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return _joined.AsMemory(0, length);
    }

    private static bool TryGetData(ReadOnlySpan<byte> line, out int start)
    {
        start = 0;
        if (!line.StartsWith("data"u8))
        {
            return false;
        }

        if (line.Length == 4)
        {
            start = 4;
            return true;
        }

        if (line[4] != (byte)':')
        {
            return false;
        }

        start = line.Length > 5 && line[5] == (byte)' ' ? 6 : 5;
        return true;
    }
}
