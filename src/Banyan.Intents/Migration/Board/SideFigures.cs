using Banyan.Intents.Migration.Store;

namespace Banyan.Intents.Migration.Board;

/// <summary>One side's calls of a period.</summary>
internal sealed class SideFigures
{
    private readonly long[] _latency = new long[LatencyScale.Buckets];

    /// <summary>Calls whose answer counted.</summary>
    public long Answers { get; private set; }

    /// <summary>These and calls for comparison.</summary>
    public long Calls { get; private set; }

    /// <summary>Of these, failed.</summary>
    public long Errors { get; private set; }

    /// <summary>Of the answers, stood in for the other side.</summary>
    public long Fallbacks { get; private set; }

    /// <summary>Share of failed calls; null without calls.</summary>
    public double? ErrorRate => Calls == 0 ? null : (double)Errors / Calls;

    /// <summary>The time below which a share of calls lies, in milliseconds; null without calls.</summary>
    public int? Quantile(double share) => LatencyScale.Quantile(_latency, share) is { } ms ? (int)Math.Round(ms) : null;

    /// <summary>Adds calls.</summary>
    public void Add(CallSum sum)
    {
        Calls += sum.Calls;
        Errors += sum.Errors;
        Answers += sum.Kind == CallCount.Answer ? sum.Calls : 0;
        Fallbacks += sum.Fallbacks;
        _latency[Math.Clamp(sum.Bucket, 0, LatencyScale.Buckets - 1)] += sum.Calls;
    }
}
