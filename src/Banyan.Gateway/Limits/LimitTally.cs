using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Limits;

/// <summary>Counts what limits refused, and what they would have refused were they enforced.</summary>
internal sealed partial class LimitTally
{
    private const int Units = 3, Modes = 2;
    private readonly long[] _counts = new long[Enum.GetValues<LimitScope>().Length * Units * Modes];
    private readonly long[] _told;
    private readonly ILogger<LimitTally> _log;

    /// <summary>Makes one that has counted nothing.</summary>
    public LimitTally(ILogger<LimitTally> log) => (_log, _told) = (log, new long[_counts.Length]);

    /// <summary>What was counted, of every scope, unit and mode for which there was something; the mode is true for what only would have been refused.</summary>
    public IEnumerable<(LimitScope Scope, LimitUnit Unit, bool IsShadow, long Count)> Counts
    {
        get
        {
            for (var at = 0; at < _counts.Length; at++)
            {
                if (Interlocked.Read(ref _counts[at]) is > 0 and var count)
                {
                    yield return ((LimitScope)(at / (Units * Modes)), (LimitUnit)(at / Modes % Units), at % Modes == 1, count);
                }
            }
        }
    }

    /// <summary>Counts one.</summary>
    public void Refused(in BucketKey key, bool isShadow) => Interlocked.Increment(ref _counts[At(key.Scope, key.Unit, isShadow)]);

    /// <summary>Logs what would have been refused since the last time; nothing where there was nothing.</summary>
    public void Report()
    {
        foreach (var (scope, unit, isShadow, count) in Counts)
        {
            var at = At(scope, unit, isShadow);
            if (isShadow && count > _told[at])
            {
                LogShadow(_log, count - _told[at], LimitWords.Of(scope), LimitWords.Of(unit));
                _told[at] = count;
            }
        }
    }

    private static int At(LimitScope scope, LimitUnit unit, bool isShadow) => ((((int)scope * Units) + (int)unit) * Modes) + (isShadow ? 1 : 0);

    [LoggerMessage(Level = LogLevel.Warning, Message = "In the last minute {Count} requests would have been refused by limits in shadow mode, scope {Scope}, unit {Unit}")]
    private static partial void LogShadow(ILogger logger, long count, string scope, string unit);
}
