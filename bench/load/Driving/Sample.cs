using System.Diagnostics;

namespace Banyan.Load.Driving;

/// <summary>What one measurement gave.</summary>
internal sealed class Sample(IReadOnlyCollection<Reply> replies, TimeSpan took)
{
    private readonly Reply[] _whole = [.. replies.Where(reply => reply.IsWhole)];

    public int Count => _whole.Length;

    public int Refused => replies.Count(reply => reply.IsRefused);

    public int Failed => replies.Count - _whole.Length;

    public double PerSecond => Count / took.TotalSeconds;

    /// <summary>Reads of a body per answer, on average.</summary>
    public double Reads => Count == 0 ? 0 : _whole.Average(reply => reply.Reads);

    /// <summary>Milliseconds from ask to last byte below which <paramref name="share"/> of the answers lie.</summary>
    public double Total(double share) => At(share, static reply => reply.Total);

    /// <summary>The same to the first byte of the body.</summary>
    public double First(double share) => At(share, static reply => reply.First);

    /// <summary>The same for the longest gap between two reads of an answer.</summary>
    public double Gap(double share) => At(share, static reply => reply.LongestGap);

    private double At(double share, Func<Reply, long> what)
    {
        if (_whole.Length == 0)
        {
            return double.NaN;
        }

        var sorted = _whole.Select(what).Order().ToArray();
        return Stopwatch.GetElapsedTime(0, sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))]).TotalMilliseconds;
    }
}
