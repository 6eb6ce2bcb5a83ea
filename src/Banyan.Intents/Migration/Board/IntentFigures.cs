using Banyan.Intents.Migration.Store;

namespace Banyan.Intents.Migration.Board;

/// <summary>One intent's calls of a period, both sides.</summary>
internal sealed class IntentFigures
{
    // One-sided 95 %.
    private const double Z = 1.6449;

    /// <summary>The legacy side.</summary>
    public SideFigures Legacy { get; } = new();

    /// <summary>The modern side.</summary>
    public SideFigures Modern { get; } = new();

    /// <summary>Reads that were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>Of these, different.</summary>
    public long Mismatched { get; private set; }

    /// <summary>Share of compared reads that differ; null when none was compared.</summary>
    public double? MismatchRate => Compared == 0 ? null : (double)Mismatched / Compared;

    /// <summary>What the share is at most, with 95 % confidence (Wilson's bound); 1 when none was compared.</summary>
    public double MismatchBound
    {
        get
        {
            if (Compared == 0)
            {
                return 1;
            }

            double n = Compared, share = Mismatched / n, z2 = Z * Z;
            return (share + (z2 / (2 * n)) + (Z * Math.Sqrt((share * (1 - share) / n) + (z2 / (4 * n * n))))) / (1 + (z2 / n));
        }
    }

    /// <summary>Figures by intent.</summary>
    public static IReadOnlyDictionary<string, IntentFigures> By(IEnumerable<CallSum> sums)
    {
        var figures = new Dictionary<string, IntentFigures>(StringComparer.Ordinal);
        foreach (var sum in sums)
        {
            if (!figures.TryGetValue(sum.Intent, out var one))
            {
                figures[sum.Intent] = one = new IntentFigures();
            }

            one.Add(sum);
        }

        return figures;
    }

    private void Add(CallSum sum)
    {
        if (sum.Kind == CallCount.Compare)
        {
            Compared += sum.Calls;
            Mismatched += sum.Errors;
        }
        else
        {
            (sum.Side == "modern" ? Modern : Legacy).Add(sum);
        }
    }
}
