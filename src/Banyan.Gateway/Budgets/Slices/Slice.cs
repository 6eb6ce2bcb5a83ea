namespace Banyan.Gateway.Budgets.Slices;

/// <summary>A part of some budgets that this node holds and spends from. Money in 10⁻⁹ USD, the same on every line.</summary>
/// <remarks>
/// A hold moves money from free to held; a settlement moves what it cost to charged and the rest back to free. What the three are together changes only with an order to the store, so what the store knows
/// stays right between two orders. Where no line enforces its limit nothing is drawn: holds are made as they come, and told with the next order.
/// </remarks>
internal sealed class Slice(Guid id, IReadOnlyList<BudgetLine> lines, DateTimeOffset since)
{
    // Of what is left, a node holds at most this part ahead, all its slices together.
    private const int AheadDivisor = 100;
    private const int FewestAhead = 16;

    // Ticks without use after which it ends.
    private const int IdleTicks = 4;

    private readonly Lock _gate = new();
    private long[] _used = new long[lines.Count];
    private Money _told;
    private long _held, _free, _charged, _room, _unit, _waiting, _contact, _number, _orders;
    private long _part = AheadDivisor;
    private int _open, _uses, _idleTicks;
    private bool _isKnown, _isUncertain, _wasUnheard, _isRetired;
    private DateTimeOffset _expires;
    private TimeSpan _longest;

    /// <summary>Its identity. Rows of the ledger tell it, so that a node that ended without a word is settled by them.</summary>
    public Guid Id => id;

    /// <summary>The budgets it is of.</summary>
    public IReadOnlyList<BudgetLine> Lines => lines;

    /// <summary>Whether one of them enforces its limit.</summary>
    public bool Enforces { get; } = lines.Any(static line => line.Holds);

    /// <summary>When it was begun.</summary>
    public DateTimeOffset Since => since;

    /// <summary>Who gives an order takes a turn: one at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>The last order that was refused; read and written in turn.</summary>
    public SliceRefusal? Refusal { get; set; }

    /// <summary>The number of the last order nobody answered: whoever waited already when it was given need not ask again. Read and written in turn.</summary>
    public long Unanswered { get; set; }

    /// <summary>Whether something is free here.</summary>
    public bool HasFree => Volatile.Read(ref _free) > 0;

    /// <summary>Whether something is free here that should not stay.</summary>
    public bool HasSpare
    {
        get
        {
            lock (_gate)
            {
                return IsSpare();
            }
        }
    }

    /// <summary>Whether the store may know less of it than has happened.</summary>
    public bool IsUncertain => Volatile.Read(ref _isUncertain);

    /// <summary>Holds an amount for an exchange if it is free here.</summary>
    /// <param name="more">At least 0.</param>
    /// <param name="isNew">Whether the exchange holds nothing here yet.</param>
    /// <param name="now">Now.</param>
    /// <param name="expires">When the exchange must be over.</param>
    /// <param name="usableFrom">Monotonic timestamp: what the store granted before it does not count any more.</param>
    /// <param name="isAway">Whether the store can't be asked: where nothing is enforced it is held all the same.</param>
    /// <returns>Spent and reserved of each line with it; null when the store must be asked.</returns>
    public long[]? TryHold(long more, bool isNew, DateTimeOffset now, DateTimeOffset expires, long usableFrom, bool isAway)
    {
        lock (_gate)
        {
            if (_isRetired || (Enforces ? more > _free || _contact < usableFrom || !_isKnown : !_isKnown && !isAway))
            {
                return null;
            }

            Hold(more, isNew, now, expires);
            return Used();
        }
    }

    /// <summary>Spends what an exchange cost and lets the rest of what it held go.</summary>
    /// <returns>Whether something is free now that should not stay here.</returns>
    public bool Settle(long held, long actual)
    {
        lock (_gate)
        {
            (_open, _held, _charged) = (_open - 1, _held - held, _charged + actual);
            _free = Enforces ? _free + held - actual : 0;
            return IsSpare();
        }
    }

    /// <summary>Lets go what was held for an exchange that ended meanwhile.</summary>
    public void LetGo(long more)
    {
        lock (_gate)
        {
            (_held, _free) = (_held - more, Enforces ? _free + more : 0);
        }
    }

    /// <summary>Charges what an exchange cost beyond what it was settled with, below zero less.</summary>
    /// <returns>Whether it could: a slice that has ended takes nothing more.</returns>
    public bool TryCharge(long difference)
    {
        lock (_gate)
        {
            if (_isRetired)
            {
                return false;
            }

            _charged += difference;
            _free -= Enforces ? difference : 0;
            return true;
        }
    }

    /// <summary>Whether it is of a counter.</summary>
    public bool IsOf(CounterKey key)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Key == key)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The next number of those that order arrivals and orders among each other.</summary>
    public long Number() => Interlocked.Increment(ref _number);

    /// <summary>Says that an amount is waited for, or, below zero, that it no longer is.</summary>
    public void Wait(long amount) => Interlocked.Add(ref _waiting, amount);

    /// <summary>Begins an order for an exchange: what is free is held for it at once, the rest is asked for.</summary>
    /// <returns>The order and what is held already; null when the slice has ended.</returns>
    public (SliceOrder Order, long Mine)? Draw(long more, bool isNew, DateTimeOffset expires, SliceMoment now)
    {
        lock (_gate)
        {
            if (_isRetired)
            {
                return null;
            }

            Share(now);
            var mine = Enforces ? Math.Clamp(_free, 0, more) : more;
            Hold(mine, isNew, now.At, expires);
            _unit = Math.Max(_unit, more);
            var order = Order(now, isClosing: false);
            return (order with { Mine = mine, Need = more - mine, Also = Math.Max(0, Interlocked.Read(ref _waiting)), Ahead = Enforces ? Wanted() : 0 }, mine);
        }
    }

    /// <summary>Begins an order that tells how it stands, gives back what is more than it uses, or draws ahead again.</summary>
    /// <param name="why">Why it is told.</param>
    /// <param name="isClosing">Whether nothing new will be held of it.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The order; null when there is nothing to tell.</returns>
    public SliceOrder? Tell(Telling why, bool isClosing, SliceMoment now)
    {
        lock (_gate)
        {
            if (_isRetired)
            {
                return null;
            }

            Share(now);
            if ((why == Telling.GiveBack && _free <= 0) || (why == Telling.Prompt && !IsSpare()))
            {
                return null;
            }

            var wasUsed = _uses > 0;
            if (why == Telling.Tick)
            {
                (_idleTicks, _uses) = (wasUsed ? 0 : _idleTicks + 1, 0);
            }

            var ends = why == Telling.Tick && _open == 0 && _held == 0 && (isClosing || _idleTicks > IdleTicks);
            var keep = why is Telling.GiveBack or Telling.Reading || isClosing || ends ? 0 : Keeps();
            // While nobody hears it, nothing is given back: it would be lost to this node and of use to no other.
            _free = _free > 2 * keep && !_isUncertain ? keep : _free;
            var ahead = wasUsed && _free < keep / 2 ? keep - _free : 0;
            var isTold = _isKnown && !_isUncertain && _told == new Money(_held + _free, _charged) && _contact >= now.RenewFrom;
            if (isTold && !ends && ahead == 0)
            {
                return null;
            }

            // The last order has nothing to tell any more, so it need not be heard.
            var isLast = _isRetired = ends && isTold;
            return Order(now, isClosing) with { Ahead = ahead, IsLast = isLast, LeavesTrace = isLast && _wasUnheard };
        }
    }

    /// <summary>Takes in what the store said to an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="grant">The answer.</param>
    /// <param name="at">Monotonic timestamp of the order.</param>
    public void Take(SliceOrder order, SliceGrant grant, long at)
    {
        lock (_gate)
        {
            (_isKnown, _isUncertain, _contact, _room, _used) = (true, false, at, grant.Room, [.. grant.Used]);
            _told = new Money(order.Base + grant.Granted, order.Charged);
            _free += Enforces ? grant.Granted : 0;
        }
    }

    /// <summary>Ends the order of an exchange: holds the rest, or lets go what was held of it.</summary>
    /// <returns>Spent and reserved of each line: with the hold when it is held, without it else.</returns>
    public long[] End(bool isHeld, long more, long mine, bool isNew)
    {
        lock (_gate)
        {
            var change = isHeld ? more - mine : -mine;
            (_held, _free) = (_held + change, Enforces ? _free - change : 0);
            _open -= !isHeld && isNew ? 1 : 0;
            return Used();
        }
    }

    /// <summary>Notes that the store did not answer: it may have obeyed all the same, so the next order tells how it stands.</summary>
    public void Missed()
    {
        lock (_gate)
        {
            (_isUncertain, _wasUnheard) = (true, true);
        }
    }

    private void Hold(long amount, bool isNew, DateTimeOffset now, DateTimeOffset expires)
    {
        (_held, _free) = (_held + amount, Enforces ? _free - amount : 0);
        (_open, _uses) = (_open + (isNew ? 1 : 0), _uses + 1);
        _unit = Math.Max(_unit, amount);
        _expires = expires > _expires ? expires : _expires;
        _longest = expires - now > _longest ? expires - now : _longest;
    }

    private void Share(SliceMoment now) => _part = (long)AheadDivisor * Math.Max(1, now.Sharers);

    private SliceOrder Order(SliceMoment now, bool isClosing)
    {
        // What cost more than was held is spent all the same, and nothing less reserved for it.
        _free = Math.Max(_free, 0);
        return new SliceOrder(id, lines, since, Expiry(now, isClosing), _held + _free, _charged)
        {
            Number = ++_orders,
            Free = _free,
            Unit = Math.Max(1, _unit),
            Part = _part,
        };
    }

    /// <summary>When it is given up: not before an exchange that is held of it while nobody hears from the node would be over.</summary>
    private DateTimeOffset Expiry(SliceMoment now, bool isClosing)
    {
        var last = isClosing ? _expires : now.At + now.UsableFor + _longest;
        return last > now.LeastExpiry ? last : now.LeastExpiry;
    }

    /// <summary>What it may keep free, as far as is known: nothing of a budget that is near its end, or that nobody uses.</summary>
    private long Keeps() => Enforces && _idleTicks <= IdleTicks && _room / _part >= Math.Max(1, _unit) ? Math.Min(_room / _part, Wanted()) : 0;

    /// <summary>Whether something is free that it may not keep.</summary>
    private bool IsSpare() => _free > 0 && Keeps() == 0;

    /// <summary>What it would have free: some exchanges' worth, or four times what was spent since the last order.</summary>
    private long Wanted() => Math.Max(FewestAhead * Math.Max(1, _unit), 4 * (_held + _charged - _told.Charged));

    /// <summary>As the store said it, with what changed since and without what is only free here.</summary>
    private long[] Used()
    {
        var used = new long[_used.Length];
        for (var i = 0; i < used.Length; i++)
        {
            used[i] = _used[i] - _told.Kept - _told.Charged + _held + _charged;
        }

        return used;
    }

    /// <summary>What the store knows.</summary>
    private readonly record struct Money(long Kept, long Charged);
}
