using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Metering;

/// <summary>Makes the record of an ended exchange.</summary>
internal static class RecordBuilder
{
    /// <summary>Reads the exchange as it stands at its end.</summary>
    public static ExchangeRecord Build(Exchange exchange, StreamEnd end, TimeSpan? firstToken, TimeProvider time)
    {
        var now = time.GetTimestamp();
        var duration = time.GetElapsedTime(exchange.StartTimestamp, now);
        var overhead = duration - Awaited(exchange.Attempts, now, time);
        return new ExchangeRecord(exchange, OutcomeOf(exchange, end), end.Failure, duration, overhead < TimeSpan.Zero ? TimeSpan.Zero : overhead, firstToken)
        {
            Served = ServedBy(exchange.Attempts),
        };
    }

    private static Outcome OutcomeOf(Exchange exchange, StreamEnd end) => end.Kind switch
    {
        StreamEndKind.Completed => exchange.Attempts.Count == 0 ? Outcome.Cached : Outcome.Succeeded,
        StreamEndKind.Refused => OfRefusal(exchange, end.Failure),
        StreamEndKind.CallerLeft or StreamEndKind.Abandoned => Outcome.Cancelled,
        StreamEndKind.UpstreamBroke or StreamEndKind.Stopped => ServedBy(exchange.Attempts) is null ? Outcome.Failed : Outcome.Truncated,
        StreamEndKind.DeadlinePassed => Outcome.TimedOut,
    };

    private static Outcome OfRefusal(Exchange exchange, Failure? why) => why?.Kind switch
    {
        FailureKind.TimedOut => Outcome.TimedOut,
        _ when why?.Code == "cancelled" => Outcome.Cancelled,
        _ => exchange.Attempts.Count == 0 ? Outcome.Refused : Outcome.Failed,
    };

    /// <summary>The last attempt whose content went out; those before it moved on before they had any.</summary>
    private static Attempt? ServedBy(List<Attempt> attempts)
    {
        for (var i = attempts.Count - 1; i >= 0; i--)
        {
            if ((attempts[i].SawContent || attempts[i].Outcome == Outcome.Succeeded) && !attempts[i].IsLostHedge)
            {
                return attempts[i];
            }
        }

        return null;
    }

    /// <summary>Time during which at least one upstream was awaited: hedges that overlap count once.</summary>
    private static TimeSpan Awaited(List<Attempt> attempts, long now, TimeProvider time)
    {
        var (ticks, until) = (0L, 0L);
        foreach (var attempt in attempts)
        {
            var ended = attempt.EndTimestamp == 0 ? now : attempt.EndTimestamp;
            var from = Math.Max(attempt.StartTimestamp, until);
            var span = Math.Max(0, ended - from);
            ticks += attempt.AwaitedTicks == 0 ? span : Math.Min(span, attempt.AwaitedTicks);
            until = Math.Max(until, ended);
        }

        return time.GetElapsedTime(0, ticks);
    }
}
