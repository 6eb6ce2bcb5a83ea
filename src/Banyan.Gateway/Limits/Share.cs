namespace Banyan.Gateway.Limits;

/// <summary>What one node knows and holds of a bucket that nodes share. Its owner locks it.</summary>
/// <remarks>
/// Spare units are counted at the store and not yet used here; below zero they were used here and are not yet counted there. Requests under way that the store
/// knows of are those in use and the spare ones. Without a store a node takes from a part of its own, the limit divided by the nodes, on top of what it last saw.
/// </remarks>
internal sealed class Share
{
    // How long a refusal is believed: in a burst most need not ask.
    private const double Remembered = 50_000;

    private double _fullAt;
    private double _awayFullAt;
    private long _awayTold;
    private long _inUse;
    private long _spare;
    private long _asked;
    private long _epoch;
    private long _limit = 1;
    private long _part = 1;
    private bool _isIdle;
    private double _shortUntil;
    private long _shortNeed;

    /// <summary>Whether there is something the store should be told.</summary>
    public bool IsDirty(bool isConcurrent) => _spare < 0 || (_spare > 0 && (isConcurrent || _isIdle));

    /// <summary>Whether nothing is known that would be missed.</summary>
    public bool IsBlank(double now) => _inUse == 0 && _spare == 0 && _awayTold == 0 && _fullAt <= now && _awayFullAt <= now;

    /// <summary>Requests of this node that the store knows of.</summary>
    public long Held => _inUse + _spare;

    /// <summary>How far the store may be beside <see cref="Held"/>: requests at once that orders on their way ask for or give back.</summary>
    public long Asked => _asked;

    /// <summary>Its limit when it was last used.</summary>
    public long Limit => _limit;

    /// <summary>Notes that a while has passed: what is spare then goes back.</summary>
    public void Tick() => _isIdle = true;

    /// <summary>What is used, as far as this node knows.</summary>
    /// <remarks>What was used away counts here until a store has taken it over, also while it is being told of it.</remarks>
    public double Level(bool isConcurrent, double now) => isConcurrent
        ? Math.Max(_inUse, _fullAt)
        : Math.Max(0, Math.Max(0, Math.Max(_fullAt, _awayFullAt) - now) + Window.Cost(_awayTold, _part) - Window.Cost(_spare, _limit));

    /// <summary>Takes from what is spare. False where the store must be asked, or has just refused as much: the line is then short.</summary>
    public bool TryTake(ref CounterLine line, double now)
    {
        (_limit, _isIdle) = (line.Limit, false);
        var hasSpare = line.Need == 0 || _spare >= line.Need;
        line.IsShort = !hasSpare && now < _shortUntil && line.Need >= _shortNeed;
        if (hasSpare)
        {
            Use(ref line);
        }

        if (hasSpare || line.IsShort)
        {
            line.Level = Level(line.Key.Unit == LimitUnit.Concurrent, now);
        }

        return hasSpare;
    }

    /// <summary>Counts units after the fact; gives back where negative.</summary>
    /// <param name="line">What was taken.</param>
    /// <param name="units">How many.</param>
    /// <param name="nodes">Nodes that live, by which a limit is divided where no store was in reach.</param>
    /// <param name="now">Now, in microseconds.</param>
    public void Book(in CounterLine line, long units, int nodes, double now)
    {
        if (line.Key.Unit == LimitUnit.Concurrent)
        {
            _inUse = Math.Max(0, _inUse + units);
            _spare -= units;
        }
        else if (line.IsAway)
        {
            // What was taken may have been forgotten meanwhile, and the part with it.
            Divide(line.Limit, nodes, now);
            UseAway(units, now);
        }
        else
        {
            _spare -= units;
        }
    }

    /// <summary>Makes the line that asks a store: what is spare or owed is told with it.</summary>
    public CounterLine Order(in CounterLine line, long extra, double now)
    {
        var isConcurrent = line.Key.Unit == LimitUnit.Concurrent;
        var away = (long)Math.Ceiling(Math.Max(0, _awayFullAt - Math.Max(_fullAt, now)) * _part / Window.Minute);
        var order = line with
        {
            Extra = isConcurrent ? 0 : extra,
            Booked = away - _spare,
            Away = away,
            Floor = isConcurrent ? Held : Math.Max(0, _fullAt - now),
            Epoch = _epoch,
            Level = 0,
        };
        (_spare, _awayFullAt) = (0, 0);
        _awayTold += away;
        _asked += Unsure(order);
        return order;
    }

    /// <summary>Takes an order back that no store answered. Where it may have been counted nevertheless, only what is owed is told again: what was given back comes back by itself.</summary>
    public void Restore(in CounterLine order, StoreAnswer answer, double now)
    {
        var told = order.Booked - order.Away;
        _spare -= answer == StoreAnswer.Unknown ? Math.Max(0, told) : told;
        _asked -= Unsure(order);
        _awayTold -= order.Away;
        UseAway(order.Away, now);
    }

    /// <summary>Takes a store's answer in: what it granted is spare.</summary>
    public void Learn(in CounterLine answer, double now)
    {
        _epoch = answer.Epoch;
        _asked -= Unsure(answer);
        _awayTold -= answer.Away;
        _fullAt = answer.Key.Unit == LimitUnit.Concurrent ? answer.Level : now + answer.Level;
        _spare += answer.Granted;
        if (answer.IsShort)
        {
            (_shortNeed, _shortUntil) = (answer.Need, now + Math.Min(Remembered, Wait(answer)));
        }
    }

    /// <summary>Uses what a store granted for a line.</summary>
    public void Use(ref CounterLine line, in CounterLine answer, bool isTaken)
    {
        line.IsShort = answer.IsShort;
        if (isTaken && !answer.IsShort)
        {
            Use(ref line);
        }

        line.Level = line.Key.Unit == LimitUnit.Concurrent ? answer.Level : Math.Max(0, answer.Level - Window.Cost(_spare, _limit));
    }

    /// <summary>Takes from this node's part, no store being in reach.</summary>
    public bool TryTakeAway(ref CounterLine line, int nodes, double now)
    {
        Divide(line.Limit, nodes, now);
        var part = _part;
        line.IsAway = true;
        if (line.Key.Unit == LimitUnit.Concurrent)
        {
            line.Level = _inUse;
            line.IsShort = line.Need > 0 && _inUse + line.Need > part;
        }
        else
        {
            line.Level = Level(isConcurrent: false, now);
            line.IsShort = line.Need > 0 && !Window.Fits(line.Level, Math.Min(line.Need, part), part);
        }

        if (line.IsShort || line.Need == 0)
        {
            return !line.IsShort;
        }

        line.Granted = line.Need;
        if (line.Key.Unit == LimitUnit.Concurrent)
        {
            _inUse += line.Need;
            _spare -= line.Need;
        }
        else
        {
            UseAway(line.Need, now);
        }

        return true;
    }

    private static long Unsure(in CounterLine order) => order.Key.Unit == LimitUnit.Concurrent ? order.Need + Math.Abs(order.Booked) : 0;

    private static double Wait(in CounterLine answer) =>
        answer.Key.Unit == LimitUnit.Concurrent ? Remembered : answer.Level + Window.Cost(answer.Need, answer.Limit) - Window.Minute;

    /// <summary>Sets this node's part of a limit. What was used away is kept as time and told in units: it stays as many.</summary>
    private void Divide(long limit, int nodes, double now)
    {
        var part = Math.Max(1, limit / nodes);
        var from = Math.Max(_fullAt, now);
        if (_awayFullAt > from)
        {
            _awayFullAt = from + ((_awayFullAt - from) * _part / part);
        }

        _part = part;
    }

    private void UseAway(long units, double now)
    {
        if (units != 0)
        {
            _awayFullAt = Math.Max(_awayFullAt, Math.Max(_fullAt, now)) + Window.Cost(units, _part);
        }
    }

    private void Use(ref CounterLine line)
    {
        line.Granted = line.Need;
        _spare -= line.Need;
        _inUse += line.Key.Unit == LimitUnit.Concurrent ? line.Need : 0;
    }
}
