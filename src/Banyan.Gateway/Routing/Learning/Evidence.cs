namespace Banyan.Gateway.Routing.Learning;

/// <summary>What speaks for and against the quality of answers, the older the lighter: half as much after seven days. Thread-safe.</summary>
/// <remarks>
/// Judged answers (scores of people, schemas kept or broken) move a Beta distribution that begins at the catalogue's figure, as firm as fifty judgements. Answers that could not be used
/// (broken, cut, not of the form asked for) lower it by their share. An answer nobody judged says only that it could be used.
/// </remarks>
internal sealed class Evidence
{
    /// <summary>How many judgements the figure of the catalogue stands for.</summary>
    public const double Prior = 50;

    private const double NormalBound = 1.645;
    private static readonly TimeSpan HalfLife = TimeSpan.FromDays(7);

    private readonly Lock _gate = new();
    private DateTimeOffset _at;
    private double _for;
    private double _against;
    private double _calls;
    private double _failures;

    /// <summary>Judgements it stands for.</summary>
    public double Judged(DateTimeOffset now)
    {
        lock (_gate)
        {
            return (_for + _against) * Fade(now);
        }
    }

    /// <summary>Adds what was seen at an instant.</summary>
    public void Add(in EvidenceCount seen, DateTimeOffset at, DateTimeOffset now)
    {
        lock (_gate)
        {
            var fade = Fade(now);
            (_for, _against, _calls, _failures, _at) = (_for * fade, _against * fade, _calls * fade, _failures * fade, now);
            var weight = Weight(now - at);
            _for += seen.For * weight;
            _against += seen.Against * weight;
            _calls += seen.Calls * weight;
            _failures += seen.Failures * weight;
        }
    }

    /// <summary>The expected quality and its lower bound at 95 %.</summary>
    /// <param name="prior">What was expected before anything was seen, 0 to 1.</param>
    /// <param name="strength">How many judgements that stands for.</param>
    /// <param name="now">The time.</param>
    public (double Mean, double Lower) Quality(double prior, double strength, DateTimeOffset now)
    {
        lock (_gate)
        {
            var fade = Fade(now);
            var (alpha, all) = ((prior * strength) + (_for * fade), strength + ((_for + _against) * fade));
            var usable = 1 - (_failures * fade / (Prior + (_calls * fade)));
            var judged = all > 0 ? alpha / all : prior;
            return (judged * usable, Math.Max(0, (judged * usable) - (NormalBound * Math.Sqrt(judged * (1 - judged) / (all + 1)))));
        }
    }

    private static double Weight(TimeSpan age) => age <= TimeSpan.Zero ? 1 : double.Exp2(-(age / HalfLife));

    private double Fade(DateTimeOffset now) => Weight(now - _at);
}
