namespace Banyan.Gateway.Limits;

/// <summary>Buckets in the memory of the only node. One lock: a decision over several buckets is short, and all or nothing.</summary>
internal sealed class MemoryCounters(TimeProvider time) : ILimitCounters, IBuckets
{
    private readonly Lock _gate = new();
    private readonly Dictionary<BucketKey, Cell> _cells = [];

    /// <inheritdoc />
    public string Name => "memory";

    /// <inheritdoc />
    public TimeSpan Patience => Timeout.InfiniteTimeSpan;

    /// <inheritdoc />
    public ValueTask<bool> TakeAsync(CounterLine[] lines, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(Take(lines, Window.Now(time)));
        }
    }

    /// <inheritdoc />
    public async ValueTask ReadAsync(CounterLine[] lines, CancellationToken cancellationToken) => await TakeAsync(lines, cancellationToken);

    /// <inheritdoc />
    public double Peek(in BucketKey key)
    {
        lock (_gate)
        {
            return _cells.TryGetValue(key, out var cell) ? Level(key.Unit, cell, Window.Now(time)) : 0;
        }
    }

    /// <inheritdoc />
    public void Book(in CounterLine line, long units)
    {
        lock (_gate)
        {
            Book(Find(line.Key), line, units, Window.Now(time));
        }
    }

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<BucketKey, double>> Used()
    {
        lock (_gate)
        {
            var now = Window.Now(time);
            return [.. _cells.Select(one => KeyValuePair.Create(one.Key, Level(one.Key.Unit, one.Value, now) / (one.Key.Unit == LimitUnit.Concurrent ? one.Value.Limit : Window.Minute)))];
        }
    }

    /// <inheritdoc />
    public ValueTask<int> BeatAsync(IReadOnlyList<CounterLine> held, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = Window.Now(time);
            foreach (var (key, cell) in _cells)
            {
                if (Level(key.Unit, cell, now) <= 0)
                {
                    _cells.Remove(key);
                }
            }
        }

        return new(1);
    }

    private bool Take(CounterLine[] lines, double now)
    {
        var fits = true;
        for (var i = 0; i < lines.Length; i++)
        {
            ref var line = ref lines[i];
            var cell = Find(line.Key);
            Book(cell, line, line.Booked, now);
            line.Level = Level(line.Key.Unit, cell, now);
            line.IsShort = line.Need > 0 && !(line.Key.Unit == LimitUnit.Concurrent ? line.Level + line.Need <= line.Limit : Window.Fits(line.Level, line.Need, line.Limit));
            line.Epoch = 1;
            line.Granted = 0;
            fits &= !line.IsShort || line.IsShadow;
        }

        for (var i = 0; fits && i < lines.Length; i++)
        {
            ref var line = ref lines[i];
            if (!line.IsShort && line.Need > 0)
            {
                line.Granted = line.Need + (line.Key.Unit == LimitUnit.Concurrent ? 0 : Window.Plenty(line.Level, line.Need, line.Extra, line.Limit));
                var cell = Find(line.Key);
                Book(cell, line, line.Granted, now);
                line.Level = Level(line.Key.Unit, cell, now);
            }
        }

        return fits;
    }

    private static void Book(Cell cell, in CounterLine line, long units, double now)
    {
        cell.Limit = line.Limit;
        if (line.Key.Unit == LimitUnit.Concurrent)
        {
            cell.Held = Math.Max(0, cell.Held + units);
        }
        else if (units != 0)
        {
            cell.FullAt = Math.Max(cell.FullAt, now) + Window.Cost(units, line.Limit);
        }
    }

    private static double Level(LimitUnit unit, Cell cell, double now) => unit == LimitUnit.Concurrent ? cell.Held : Math.Max(0, cell.FullAt - now);

    private Cell Find(in BucketKey key)
    {
        if (!_cells.TryGetValue(key, out var cell))
        {
            _cells[key] = cell = new Cell();
        }

        return cell;
    }

    private sealed class Cell
    {
        public double FullAt { get; set; }

        public long Held { get; set; }

        public long Limit { get; set; }
    }
}
