using Banyan.Intents.Migration.Store;

namespace Banyan.Intents.Migration;

/// <summary>Which fields of an intent the legacy side itself answers differently from call to call. Thread-safe.</summary>
/// <remarks>A field is noise when it differed in at least two double calls and in a quarter of them: once alone may be a record that changed between the two.</remarks>
internal sealed class NoiseBook
{
    private const int LeastDiffering = 2, LeastShare = 4;

    // The first times a field differs between the sides, the legacy side is asked twice whatever the sample says.
    private const int FirstTests = 3;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Tests, long Differed)> _stored = new(StringComparer.Ordinal), _own = new(StringComparer.Ordinal);

    /// <summary>The fields that are noise, sorted.</summary>
    public IReadOnlyList<string> Fields
    {
        get
        {
            lock (_gate)
            {
                return [.. _stored.Keys.Union(_own.Keys, StringComparer.Ordinal).Where(IsNoiseNow).Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Whether a field is noise.</summary>
    public bool IsNoise(string pattern)
    {
        lock (_gate)
        {
            return IsNoiseNow(pattern);
        }
    }

    /// <summary>Whether too little is known of a field to call its difference a mismatch.</summary>
    public bool IsUntested(string pattern)
    {
        lock (_gate)
        {
            return Sum(pattern).Tests < FirstTests;
        }
    }

    /// <summary>Takes in a double call of the legacy side.</summary>
    public void Learn(string pattern, bool hasDiffered)
    {
        lock (_gate)
        {
            var (tests, differed) = _own.GetValueOrDefault(pattern);
            _own[pattern] = (tests + 1, differed + (hasDiffered ? 1 : 0));
        }
    }

    /// <summary>Takes over what all nodes stored; what this node learnt and stored already is in it, so the larger count is believed.</summary>
    public void Load(NoiseCount stored)
    {
        lock (_gate)
        {
            _stored[stored.Path] = (stored.Tests, stored.Differed);
        }
    }

    private bool IsNoiseNow(string pattern)
    {
        var (tests, differed) = Sum(pattern);
        return differed >= LeastDiffering && differed * LeastShare >= tests;
    }

    private (long Tests, long Differed) Sum(string pattern)
    {
        var (stored, own) = (_stored.GetValueOrDefault(pattern), _own.GetValueOrDefault(pattern));
        return stored.Tests >= own.Tests ? stored : own;
    }
}
