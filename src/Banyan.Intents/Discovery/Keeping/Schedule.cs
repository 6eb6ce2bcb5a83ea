namespace Banyan.Intents.Discovery.Keeping;

/// <summary>When backends are asked again.</summary>
internal static class Schedule
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenSuspicions = TimeSpan.FromSeconds(10);

    /// <summary>After an answer: in the time it names or the usual one, within 30 s and 24 h.</summary>
    public static DateTimeOffset AfterAnswer(DateTimeOffset now, TimeSpan? wanted, TimeSpan usual)
    {
        var span = wanted ?? usual;
        return now + (span < Shortest ? Shortest : span > Longest ? Longest : span);
    }

    /// <summary>After a failure: soon, but not at once.</summary>
    public static DateTimeOffset AfterProblem(DateTimeOffset now) => now + AfterFailure;

    /// <summary>When something is suspected of it: at once, but at most every ten seconds.</summary>
    public static DateTimeOffset AfterSuspicion(DateTimeOffset now, DateTimeOffset askedAt) => askedAt + BetweenSuspicions is var soonest && soonest > now ? soonest : now;
}
