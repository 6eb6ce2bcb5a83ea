namespace Banyan.Storage.Spool;

/// <summary>An append-only row of segments with one reader at its head. Knows nothing of what the records mean.</summary>
/// <remarks>Appending is thread-safe. Peek, take and drop belong to one reader.</remarks>
internal sealed class SpoolFile : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Lock _disk = new();
    private readonly ISegmentSource _source;
    private readonly List<SpoolSegment> _segments;
    private SpoolSegment? _active;
    private SpoolSegment? _spare;
    private int _head = SpoolSegment.HeaderBytes;
    private int _peeked = SpoolSegment.HeaderBytes;

    /// <summary>Opens what an earlier process left; it is read first and never appended to.</summary>
    public SpoolFile(ISegmentSource source)
    {
        _source = source;
        _segments = [.. source.OpenExisting()];
    }

    /// <summary>The segment appended to last; 0 when there is none.</summary>
    public long ActiveSequence
    {
        get
        {
            lock (_gate)
            {
                return _active?.Sequence ?? 0;
            }
        }
    }

    /// <summary>Reads every record there is, without moving the head.</summary>
    public IEnumerable<(SpoolRecord Record, long Sequence)> ReadAll()
    {
        foreach (var segment in Segments())
        {
            var at = SpoolSegment.HeaderBytes;
            while (segment.Read(at, out var next) is { } record)
            {
                yield return (record, segment.Sequence);
                at = next;
            }
        }
    }

    /// <summary>Appends a record where, besides it, <paramref name="keepFree"/> bytes stay sure to be had.</summary>
    /// <returns>False when there is no room and none can be made.</returns>
    public bool TryAppend(byte kind, ReadOnlySpan<byte> payload, int keepFree)
    {
        lock (_gate)
        {
            var room = (_active?.Free ?? 0) - SpoolSegment.SizeOf(payload.Length);
            if (room < keepFree && !TryMakeSpare())
            {
                return false;
            }

            if (_active is null || !_active.TryAppend(kind, payload))
            {
                if (!TryRotate() || !_active!.TryAppend(kind, payload))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Has the next segment ready before it is needed, so that no request waits for it.</summary>
    public void Prepare()
    {
        lock (_gate)
        {
            if (_active is { } active && active.Free < active.End)
            {
                TryMakeSpare();
            }
        }
    }

    /// <summary>Whether this many bytes can be had, making the next segment if need be.</summary>
    public bool HasRoom(int bytes)
    {
        lock (_gate)
        {
            return (_active?.Free ?? 0) >= bytes || TryMakeSpare();
        }
    }

    /// <summary>Brings everything appended so far to the disk.</summary>
    /// <exception cref="IOException">The disk failed; the next call tries again.</exception>
    public void Sync()
    {
        lock (_disk)
        {
            foreach (var segment in Segments())
            {
                if (segment.IsDirty)
                {
                    _source.Sync(segment);
                }
            }
        }
    }

    /// <summary>Reads up to <paramref name="most"/> records from the head segment, leaving the head where it is.</summary>
    public IReadOnlyList<SpoolRecord> Peek(int most)
    {
        var records = new List<SpoolRecord>();
        _peeked = _head;
        if (Head() is { } head)
        {
            while (records.Count < most && head.Read(_peeked, out var next) is { } record)
            {
                records.Add(record);
                _peeked = next;
            }
        }

        return records;
    }

    /// <summary>Moves the head past what was peeked.</summary>
    public void Take() => _head = _peeked;

    /// <summary>The head segment's sequence when it has been read to its end and nothing more will be appended to it; else null.</summary>
    public long? FinishedHead
    {
        get
        {
            lock (_gate)
            {
                return _segments.Count > 0 && _segments[0] != _active && _head >= _segments[0].End ? _segments[0].Sequence : null;
            }
        }
    }

    /// <summary>Removes the finished head segment and its file.</summary>
    public void DropHead()
    {
        lock (_disk)
        {
            SpoolSegment head;
            lock (_gate)
            {
                head = _segments[0];
                _segments.RemoveAt(0);
                _head = _peeked = SpoolSegment.HeaderBytes;
            }

            head.Delete();
        }
    }

    /// <summary>Ends appending: the active segment becomes an ordinary one, to be drained and dropped.</summary>
    public void Seal()
    {
        lock (_gate)
        {
            _active = null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_disk)
        {
            lock (_gate)
            {
                _segments.ForEach(segment => segment.Dispose());
                _segments.Clear();
                _active = null;
                _spare?.Delete();
                _spare = null;
            }
        }

        _source.Dispose();
    }

    private SpoolSegment[] Segments()
    {
        lock (_gate)
        {
            return [.. _segments];
        }
    }

    private SpoolSegment? Head()
    {
        lock (_gate)
        {
            return _segments.Count > 0 ? _segments[0] : null;
        }
    }

    private bool TryRotate()
    {
        if (!TryMakeSpare())
        {
            return false;
        }

        _active = _spare;
        _spare = null;
        _segments.Add(_active!);
        return true;
    }

    private bool TryMakeSpare()
    {
        try
        {
            _spare ??= _source.Create();
            return true;
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
