using Banyan.Gateway.Spine;
using Banyan.Wire.Usage;

namespace Banyan.UsageBench.Making;

/// <summary>Attempts of an hour, as a node would have written them; the same hour has the same attempts.</summary>
internal static class RowMaker
{
    private const double WeekendShare = 0.4;

    // Twelve times as busy at noon as at night.
    private static readonly double[] HourShares = [.. Enumerable.Range(0, 24).Select(hour => 1 + (11 * Math.Pow(Math.Sin(Math.PI * hour / 24), 2)))];
    private static readonly double Usual = HourShares.Average() * ((5 + (2 * WeekendShare)) / 7);

    /// <summary>How many an hour has.</summary>
    public static int CountOf(DateTimeOffset hour, double average) =>
        (int)(average * HourShares[hour.Hour] * (hour.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? WeekendShare : 1) / Usual);

    /// <summary>Them, the oldest first.</summary>
    public static IEnumerable<UsageRow> Of(DateTimeOffset hour, double average)
    {
        var (random, count) = (new Random((int)(hour.ToUnixTimeSeconds() / 3600)), CountOf(hour, average));
        var request = Guid.Empty;
        for (var i = 0; i < count; i++)
        {
            var at = hour.AddMicroseconds((3_600_000_000L * i) / count);
            var isRetry = i > 0 && random.Next(30) == 0;
            request = isRetry ? request : Guid.CreateVersion7(at);
            yield return One(random, at, request, isRetry);
        }
    }

    private static UsageRow One(Random random, DateTimeOffset at, Guid request, bool isRetry)
    {
        var user = random.Next(10) == 0 ? -1 : Population.DrawUser(random);
        var service = user < 0 || random.Next(8) == 0 ? Population.DrawService(random) : Population.HomeOf(user);
        var (model, provider, input, output) = Population.DrawModel(random);
        var outcome = OutcomeOf(random.Next(1000));
        var usage = outcome is Outcome.Refused or Outcome.Cached ? new TokenUsage() : new TokenUsage { Uncached = random.Next(50, 4_000), CacheRead = random.Next(3) == 0 ? random.Next(4_000) : 0, Output = random.Next(10, 1_500) };
        var cost = (usage.Prompt * input) + (usage.Completion * output);
        return new UsageRow
        {
            Id = Guid.CreateVersion7(at),
            OccurredAt = at,
            RequestId = request,
            AttemptNo = isRetry ? 2 : 1,
            Tenant = Population.DrawTenant(random),
            Service = Population.Service(service),
            UserId = user < 0 ? null : Population.User(user),
            Feature = random.Next(20) == 0 ? null : Population.Feature(service, Population.DrawFeature(random)),
            Team = Population.Team(service),
            ApiKeyId = Population.Key(service, random.Next(5) == 0),
            Door = "openai-chat",
            Provider = provider,
            Credential = provider + "-key",
            Model = model,
            PriceId = model + "@2026-01-01",
            Usage = usage,
            CostNanoUsd = random.Next(500) == 0 ? null : cost,
            SavedNanoUsd = outcome == Outcome.Cached ? 1_000_000 : 0,
            IsEstimated = random.Next(50) == 0,
            Outcome = outcome,
            FailureCode = outcome is Outcome.Failed ? "upstream_error" : null,
            HttpStatus = outcome is Outcome.Failed ? 502 : 200,
            LatencyMs = (int)Math.Min(60_000, 300 * Math.Exp(1.5 * random.NextDouble() * random.NextDouble() * 2)),
            TtftMs = random.Next(100, 900),
        };
    }

    private static Outcome OutcomeOf(int draw) => draw switch
    {
        < 930 => Outcome.Succeeded,
        < 955 => Outcome.Cached,
        < 970 => Outcome.Cancelled,
        < 988 => Outcome.Failed,
        < 994 => Outcome.TimedOut,
        < 998 => Outcome.Refused,
        _ => Outcome.Truncated,
    };
}
