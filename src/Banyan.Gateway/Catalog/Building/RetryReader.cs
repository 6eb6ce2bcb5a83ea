using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Reads how failed attempts are followed and when candidates are left alone.</summary>
internal static class RetryReader
{
    public static RetryPolicy Read(Section routing, ProblemList problems)
    {
        var retry = routing.Sub("retry");
        var first = retry.Duration("initialDelay");
        var most = retry.Duration("maxDelay");
        if (first > most)
        {
            var at = retry.Has("initialDelay") ? retry.PlaceOf("initialDelay") : retry.PlaceOf("maxDelay");
            problems.Error(ProblemCode.OutOfRange, at, "initialDelay exceeds maxDelay.", "Lower initialDelay or raise maxDelay.");
        }

        return new RetryPolicy
        {
            IsEager = routing.Word("failover") == "eager",
            MaxAttempts = retry.Whole("maxAttempts"),
            MaxAttemptsInAll = retry.Whole("maxAttemptsInAll"),
            InitialDelay = first,
            MaxDelay = most,
            Multiplier = (double)retry.Number("multiplier"),
            FullJitter = retry.Word("jitter") == "full",
            Budget = (double)retry.Number("budget"),
        };
    }

    public static BreakerPolicy ReadBreaker(Section breaker) => new()
    {
        Failures = breaker.Whole("failures"),
        OpenFor = breaker.Duration("openFor"),
        HalfOpen = breaker.Whole("halfOpen"),
        Successes = breaker.Whole("successes"),
        ErrorRate = (double)breaker.Number("errorRate"),
        Window = breaker.Duration("window"),
        MinCalls = breaker.Whole("minCalls"),
        SlowFactor = (double)breaker.Number("slowFactor"),
    };
}
