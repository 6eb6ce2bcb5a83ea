namespace Banyan.Gateway.Routing.Learning;

/// <summary>Times of the last while, the older the lighter, in buckets that grow by an eighth. Guarded by its owner's lock.</summary>
/// <remarks>Decays forward: a new time weighs more than all before it, so that none of them must be touched.</remarks>
internal sealed class DecayedSketch(double halfLifeSeconds)
{
    private const int Buckets = 144;
    private const double Least = 0.05, Growth = 1.125;
    private const double MostDoublings = 200;

    private static readonly double LogGrowth = Math.Log(Growth);
    private readonly double[] _weights = new double[Buckets];
    private double _total;
    private double _anchor;

    /// <summary>Takes in a time.</summary>
    /// <param name="milliseconds">The time.</param>
    /// <param name="now">Seconds on any clock that only goes forward.</param>
    public void Add(double milliseconds, double now)
    {
        if ((now - _anchor) / halfLifeSeconds > MostDoublings)
        {
            Rescale(now);
        }

        var weight = double.Exp2((now - _anchor) / halfLifeSeconds);
        _weights[Bucket(milliseconds)] += weight;
        _total += weight;
    }

    /// <summary>How many times it stands for now.</summary>
    public double Count(double now) => _total * double.Exp2((_anchor - now) / halfLifeSeconds);

    /// <summary>The time that a share of them lies below, right to an eighth; 0 when there are none.</summary>
    public double Quantile(double share)
    {
        var left = _total * (1 - share);
        for (var bucket = Buckets - 1; bucket >= 0 && _total > 0; bucket--)
        {
            left -= _weights[bucket];
            if (left < 0)
            {
                return Least * Math.Pow(Growth, bucket + 0.5);
            }
        }

        return 0;
    }

    /// <summary>The same, beside others that are under way and have taken so long already.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="late">Their times so far, the longest first.</param>
    /// <param name="now">The time.</param>
    public double Quantile(double share, ReadOnlySpan<double> late, double now)
    {
        var fade = double.Exp2((_anchor - now) / halfLifeSeconds);
        var (left, next) = (((_total * fade) + late.Length) * (1 - share), 0);
        for (var bucket = Buckets - 1; bucket >= 0; bucket--)
        {
            for (; next < late.Length && Bucket(late[next]) >= bucket; next++)
            {
                if (--left < 0)
                {
                    return late[next];
                }
            }

            left -= _weights[bucket] * fade;
            if (left < 0)
            {
                return Least * Math.Pow(Growth, bucket + 0.5);
            }
        }

        return 0;
    }

    private static int Bucket(double milliseconds) => Math.Clamp((int)(Math.Log(Math.Max(milliseconds, Least) / Least) / LogGrowth), 0, Buckets - 1);

    private void Rescale(double now)
    {
        var factor = double.Exp2((_anchor - now) / halfLifeSeconds);
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            _weights[bucket] *= factor;
        }

        (_total, _anchor) = (_total * factor, now);
    }
}
