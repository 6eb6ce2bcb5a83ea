using System.Collections.Concurrent;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Learning;

/// <summary>What is known of how a model does on this node: how quick it is now, and how good it has been. Thread-safe; reading takes no lock while the figures are fresh.</summary>
internal sealed class ModelVitals
{
    /// <summary>How many observations the figures of the catalogue stand for.</summary>
    private const double Prior = 50;
    private const double HalfLifeSeconds = 60;
    private const double FreshSeconds = 1;
    private const int MostWaiting = 1_000, Few = 100;

    private readonly Lock _gate = new();
    private readonly DecayedSketch _first = new(HalfLifeSeconds);
    private readonly DecayedSketch _token = new(HalfLifeSeconds);
    private readonly Evidence _evidence = new();
    private readonly ConcurrentDictionary<string, Evidence> _categories = new(StringComparer.Ordinal);
    private readonly Queue<Attempt> _waiting = [];
    private Figures _figures = new(0, 0, 0, 0, double.MinValue);
    private TimeProvider? _time;
    private double _cachedShare = 0.5;

    /// <summary>The share of a prompt that is read from a warm cache.</summary>
    public double CachedShare => Volatile.Read(ref _cachedShare);

    /// <summary>Takes in a stream that was asked for: until it begins, its time so far counts among those that took long.</summary>
    public void Wait(Attempt attempt, TimeProvider time)
    {
        lock (_gate)
        {
            _time = time;
            while (_waiting.TryPeek(out var oldest) && (HasBegun(oldest) || _waiting.Count >= MostWaiting))
            {
                _waiting.Dequeue();
            }

            _waiting.Enqueue(attempt);
        }
    }

    /// <summary>Takes in how long a first token took.</summary>
    public void AddFirst(double milliseconds, double now)
    {
        lock (_gate)
        {
            _first.Add(milliseconds, now);
            RefreshInTime(now);
        }
    }

    /// <summary>Takes in how long each further token took.</summary>
    public void AddToken(double milliseconds, double now)
    {
        lock (_gate)
        {
            _token.Add(milliseconds, now);
            RefreshInTime(now);
        }
    }

    /// <summary>Takes in how much of a prompt that should be warm was read from the cache.</summary>
    public void AddCached(double share) => Volatile.Write(ref _cachedShare, (0.9 * CachedShare) + (0.1 * Math.Clamp(share, 0, 1)));

    /// <summary>Takes in what was seen of answers, of a kind of prompt where it is known.</summary>
    public void Add(string category, in EvidenceCount seen, DateTimeOffset at, DateTimeOffset now)
    {
        _evidence.Add(seen, at, now);
        if (category.Length > 0)
        {
            _categories.GetOrAdd(category, static _ => new Evidence()).Add(seen, at, now);
        }
    }

    /// <summary>Milliseconds to the first token and for each further one, at the 95th percentile: as observed, shrunk to what the catalogue says.</summary>
    public (double First, double Token) Pace(double first, double token, double now)
    {
        var figures = Volatile.Read(ref _figures);
        if (now - figures.At > FreshSeconds && (figures.Firsts + figures.Tokens > 0 || Volatile.Read(ref _time) is not null))
        {
            lock (_gate)
            {
                Refresh(now);
                figures = _figures;
            }
        }

        return figures.Firsts + figures.Tokens > 0 ? (Shrunk(figures.First, figures.Firsts, first), Shrunk(figures.Token, figures.Tokens, token)) : (first, token);
    }

    /// <summary>The first-token time that a share lies below, in milliseconds; null with fewer than twenty observations.</summary>
    public double? Late(double share, double now)
    {
        lock (_gate)
        {
            return _first.Count(now) < 20 ? null : _first.Quantile(share);
        }
    }

    /// <summary>Expected quality and its lower bound: for a kind of prompt, where that was seen, starting from the model's own.</summary>
    public (double Mean, double Lower) Quality(double prior, string category, DateTimeOffset now)
    {
        var all = _evidence.Quality(prior, Evidence.Prior, now);
        return category.Length > 0 && _categories.TryGetValue(category, out var own) ? own.Quality(all.Mean, Evidence.Prior, now) : all;
    }

    /// <summary>The lower bound of judged quality without any prior; null with fewer than thirty judgements.</summary>
    public double? JudgedLower(DateTimeOffset now) => _evidence.Judged(now) < 30 ? null : _evidence.Quality(0.5, 0, now).Lower;

    private static double Shrunk(double live, double count, double prior) => ((count * live) + (Prior * prior)) / (count + Prior);

    private static bool HasBegun(Attempt attempt) => attempt.SawContent || attempt.EndTimestamp != 0;

    /// <summary>Each of the first few counts at once; of many one more says little.</summary>
    private void RefreshInTime(double now)
    {
        if (_figures.Firsts + _figures.Tokens < Few || now - _figures.At > FreshSeconds / 10)
        {
            Refresh(now);
        }
    }

    private void Refresh(double now)
    {
        var (usual, late) = (_first.Quantile(0.95), new List<double>());
        foreach (var attempt in _waiting)
        {
            // Those that wait as long as usual say nothing yet.
            if (!HasBegun(attempt) && _time!.GetElapsedTime(attempt.StartTimestamp).TotalMilliseconds is var waited && waited > usual)
            {
                late.Add(waited);
            }
        }

        var first = late.Count == 0 ? usual : _first.Quantile(0.95, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(late), now);
        Volatile.Write(ref _figures, new Figures(first, _first.Count(now) + late.Count, _token.Quantile(0.95), _token.Count(now), now));
    }

    private sealed record Figures(double First, double Firsts, double Token, double Tokens, double At);
}
