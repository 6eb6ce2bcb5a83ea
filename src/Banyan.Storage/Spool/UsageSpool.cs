using Banyan.Gateway.Spine;

namespace Banyan.Storage.Spool;

/// <summary>The ledger's road to the database: begun and ended attempts as records of a <see cref="SpoolFile"/>.</summary>
/// <remarks>
/// Room for the end of every begun attempt is kept free, so that a disk that fills up refuses new attempts and loses no running one. What still can't be
/// appended is parked in memory and appended as soon as the disk allows.
/// </remarks>
internal sealed class UsageSpool : IUsageSpool, IDisposable
{
    private const byte Begun = 1, Ended = 2;

    // More than a begun attempt and its end take.
    private const int OneAttempt = 8 * 1024;

    private readonly Lock _gate = new();
    private readonly SpoolFile _file;
    private readonly bool _isStrict;
    private readonly TimeProvider _time;
    private readonly CommitWatch _commits;
    private readonly OpenAttempts _open = new();
    private readonly Queue<byte[]> _parked = [];
    private readonly HashSet<Guid> _left = [];
    private readonly SemaphoreSlim _dirtySignal = new(0, 1);
    private int _isDirty;
    private long _pending;
    private long _taken;
    private long _takenAt;
    private volatile bool _isDiskSick;
    private volatile bool _isRefusing;

    /// <summary>Opens the spool; what an earlier process left is settled: ended rows are drained, begun ones become lost ones.</summary>
    /// <param name="file">The records.</param>
    /// <param name="isStrict">Whether each ended row is synced at once, and <see cref="SafeAsync"/> waits for the database.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public UsageSpool(SpoolFile file, bool isStrict, TimeProvider? time = null)
    {
        (_file, _isStrict, _time) = (file, isStrict, time ?? TimeProvider.System);
        _commits = new CommitWatch(_time);
        Recover();
    }

    /// <inheritdoc />
    public long Pending => Interlocked.Read(ref _pending);

    /// <inheritdoc />
    public long Taken => Interlocked.Read(ref _taken);

    /// <inheritdoc />
    public TimeSpan? SinceTaken => Volatile.Read(ref _takenAt) is not 0 and var at ? _time.GetElapsedTime(at) : null;

    /// <inheritdoc />
    public bool IsTaking => !_isDiskSick && !_isRefusing;

    /// <summary>Slices of budgets that rows an earlier process left were held of: it may have ended without settling them.</summary>
    public IReadOnlyCollection<Guid> SlicesLeft => _left;

    /// <summary>Completes when something was appended since it last completed.</summary>
    public Task DirtyAsync(CancellationToken cancellationToken) => _dirtySignal.WaitAsync(cancellationToken);

    /// <inheritdoc />
    public bool TryBegin(UsageRow asLost)
    {
        if (_isDiskSick)
        {
            return false;
        }

        var payload = UsageBytes.Of(asLost);
        lock (_gate)
        {
            if (_parked.Count > 0 || !_file.TryAppend(Begun, payload, _open.ReservedBytes + OpenAttempts.Needs(payload)))
            {
                _isRefusing = true;
                return false;
            }

            _open.Put(asLost.Id, payload, _file.ActiveSequence);
            _isRefusing = false;
        }

        MarkDirty();
        return true;
    }

    /// <inheritdoc />
    public void End(UsageRow row)
    {
        Interlocked.Increment(ref _pending);
        UsageBytes.With(row, (Spool: this, row.Id), static (payload, end) => end.Spool.End(end.Id, payload));

        if (_isStrict)
        {
            Sync();
        }
        else
        {
            MarkDirty();
        }
    }

    /// <inheritdoc />
    public ValueTask SafeAsync() => _isStrict ? _commits.WaitAsync() : ValueTask.CompletedTask;

    /// <summary>Completes when somebody waits for the database to have rows.</summary>
    public Task WantedAsync(CancellationToken cancellationToken) => _commits.WantedAsync(cancellationToken);

    /// <summary>Brings everything to the disk, parked rows first; false while the disk refuses: nothing new is then begun.</summary>
    public bool Sync()
    {
        Interlocked.Exchange(ref _isDirty, 0);
        try
        {
            var isParked = !Unpark();
            _file.Sync();
            _isDiskSick = isParked;
        }
        catch (IOException)
        {
            _isDiskSick = true;
        }

        if (_isDiskSick)
        {
            MarkDirty();
        }

        return !_isDiskSick;
    }

    /// <summary>Looks whether a disk that refused has room again; without it nobody would ask a node that says it takes nothing.</summary>
    public void Recheck()
    {
        if (_isRefusing)
        {
            lock (_gate)
            {
                _isRefusing = _parked.Count > 0 || !_file.HasRoom(_open.ReservedBytes + OneAttempt);
            }
        }
    }

    /// <summary>Reads rows that wait for the database, oldest first, leaving them where they are.</summary>
    public IReadOnlyList<UsageRow> Peek(int most)
    {
        _file.Prepare();
        while (true)
        {
            var records = _file.Peek(most);
            var rows = Ends(records);
            if (rows.Count > 0)
            {
                return rows;
            }

            _file.Take();
            if (records.Count == 0 && !TryDropHead())
            {
                return rows;
            }
        }
    }

    /// <summary>Forgets the rows peeked: the database has them.</summary>
    public void Take(int rows)
    {
        _file.Take();
        Interlocked.Add(ref _pending, -rows);
        Interlocked.Add(ref _taken, rows);
        Volatile.Write(ref _takenAt, _time.GetTimestamp());
        _commits.Taken(rows);
    }

    /// <summary>Ends the life of the spool in this process: nothing is appended any more, and emptied files are removed.</summary>
    public void Seal()
    {
        Sync();
        _file.Seal();
        if (_open.Count == 0)
        {
            Peek(1);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _file.Dispose();
        _commits.Dispose();
        _dirtySignal.Dispose();
    }

    private bool End(Guid id, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            _open.Remove(id);
            _commits.Ended();
            if (_parked.Count == 0 && _file.TryAppend(Ended, payload, 0))
            {
                return true;
            }

            _parked.Enqueue(payload.ToArray());
            return false;
        }
    }

    private void Recover()
    {
        foreach (var (record, sequence) in _file.ReadAll())
        {
            var row = UsageBytes.Read(record.Payload);
            if (row.BudgetSlice is { } slice)
            {
                _left.Add(slice);
            }

            if (record.Kind == Begun)
            {
                _open.Put(row.Id, record.Payload, sequence);
            }
            else
            {
                _open.Remove(row.Id);
                _pending++;
                _commits.Ended();
            }
        }

        foreach (var (_, payload) in _open.All())
        {
            _pending++;
            _commits.Ended();
            _parked.Enqueue(payload);
        }

        _open.Clear();
        if (_parked.Count > 0)
        {
            Sync();
        }
    }

    private static List<UsageRow> Ends(IReadOnlyList<SpoolRecord> records)
    {
        var rows = new List<UsageRow>(records.Count);
        foreach (var record in records)
        {
            if (record.Kind == Ended)
            {
                rows.Add(UsageBytes.Read(record.Payload));
            }
        }

        return rows;
    }

    /// <summary>Appends what was parked; false while the disk has no room.</summary>
    private bool Unpark()
    {
        lock (_gate)
        {
            while (_parked.TryPeek(out var payload))
            {
                if (!_file.TryAppend(Ended, payload, 0))
                {
                    return false;
                }

                _parked.Dequeue();
            }

            return true;
        }
    }

    /// <summary>Drops the drained head; attempts begun in it and still running are begun anew in the last segment.</summary>
    private bool TryDropHead()
    {
        lock (_gate)
        {
            if (_file.FinishedHead is not { } sequence)
            {
                return false;
            }

            foreach (var (id, payload) in _open.In(sequence))
            {
                if (!_file.TryAppend(Begun, payload, 0))
                {
                    return false;
                }

                _open.Put(id, payload, _file.ActiveSequence);
            }
        }

        _file.DropHead();
        return true;
    }

    private void MarkDirty()
    {
        if (Interlocked.Exchange(ref _isDirty, 1) == 0 && _dirtySignal.CurrentCount == 0)
        {
            try
            {
                _dirtySignal.Release();
            }
            catch (SemaphoreFullException)
            {
                // Two signals at once are one.
            }
        }
    }
}
