using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Limits;

/// <summary>What one exchange took of its limits, until it ends.</summary>
internal sealed class LimitHold(CounterLine[] admission, CounterLine[] tokens) : ExchangeLimits
{
    private bool _isSettled;

    /// <summary>Requests, and requests at once.</summary>
    public CounterLine[] Admission => admission;

    /// <summary>Tokens; those held stand in <see cref="CounterLine.Granted"/>.</summary>
    public CounterLine[] TokenLines => tokens;

    /// <summary>Tokens held so far; 0 before there was a claim.</summary>
    public long Reserved { get; set; }

    /// <summary>Whether it was let in, so that requests at once must be given back.</summary>
    public bool IsAdmitted { get; set; }

    /// <summary>Works out the tightest limits, for the answer's headers.</summary>
    public void Measure(IBuckets buckets)
    {
        Requests = Tightest(admission, null);
        Tokens = Tightest(tokens, Reserved > 0 ? null : buckets);
    }

    /// <summary>Gives requests at once back.</summary>
    public void Leave(IBuckets buckets)
    {
        if (!IsAdmitted)
        {
            return;
        }

        IsAdmitted = false;
        foreach (var line in admission)
        {
            if (line is { Key.Unit: LimitUnit.Concurrent, Granted: > 0 })
            {
                buckets.Book(line, -line.Granted);
            }
        }
    }

    /// <summary>Holds more, whether there is room or not.</summary>
    public void Raise(IBuckets buckets, long total)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            ref var line = ref tokens[i];
            if (line.Granted > 0 && Math.Min(total, line.Limit) - line.Granted is > 0 and var more)
            {
                buckets.Book(line, more);
                line.Granted += more;
                line.Level = buckets.Peek(line.Key);
            }
        }

        Reserved = total;
        Measure(buckets);
    }

    /// <summary>Corrects what is held to what was used. Later calls do nothing.</summary>
    public void Settle(IBuckets buckets, long used)
    {
        if (_isSettled || Reserved == 0)
        {
            return;
        }

        _isSettled = true;
        foreach (var line in tokens)
        {
            // A shadow line that was short holds nothing: had it been enforced, nothing would have been used.
            if (line.Granted > 0)
            {
                buckets.Book(line, used - line.Granted);
            }
        }
    }

    /// <summary>The one that says no first: a limit that is only counted comes into it where there is no other.</summary>
    private static RateStanding? Tightest(CounterLine[] lines, IBuckets? looking)
    {
        RateStanding? tightest = null;
        var isShadow = true;
        for (var i = 0; i < lines.Length; i++)
        {
            ref var line = ref lines[i];
            if (line.Key.Unit == LimitUnit.Concurrent || (line.IsShadow && !isShadow))
            {
                continue;
            }

            var level = looking?.Peek(line.Key) ?? line.Level;
            var standing = new RateStanding(line.Limit, Window.Left(level, line.Limit), Window.Span(level));
            if (tightest is null || (isShadow && !line.IsShadow) || standing.Remaining < tightest.Value.Remaining)
            {
                (tightest, isShadow) = (standing, line.IsShadow);
            }
        }

        return tightest;
    }
}
