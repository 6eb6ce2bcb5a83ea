using Banyan.Gateway.Spine;
using Banyan.Wire.Usage;

namespace Banyan.Storage.Tests;

/// <summary>Usage rows for tests.</summary>
internal static class Rows
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static UsageRow One(int number = 1, Guid? request = null) => new()
    {
        Id = new Guid(number, 1, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        OccurredAt = Noon.AddMilliseconds(number),
        RequestId = request ?? new Guid(number, 2, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 2),
        AttemptNo = number,
        Tenant = "default",
        Service = "billing",
        ApiKeyId = "Ab12Cd34",
        Door = "openai-chat",
        Usage = new TokenUsage { Uncached = number },
        CostNanoUsd = number * 10,
        Outcome = Outcome.Succeeded,
    };

    /// <summary>A row in which every member has a value of its own.</summary>
    public static UsageRow Full(Guid request) => One(1, request) with
    {
        UserId = "user@example.test",
        Feature = "summaries – 要約",
        Team = "team",
        Provider = "lab",
        Credential = "main",
        Model = "lab/small",
        PriceId = "lab-1",
        Usage = new TokenUsage { Uncached = 1, CacheRead = 2, CacheWrite5m = 3, CacheWrite1h = 4, AudioIn = 5, Output = 6, Reasoning = 7, AudioOut = 8, IsFlagged = true },
        CostNanoUsd = 9_000_000_000_000_000_000,
        SavedNanoUsd = 17,
        IsEstimated = true,
        Outcome = Outcome.TimedOut,
        FailureCode = "provider_timeout",
        HttpStatus = 504,
        LatencyMs = 1_234,
        TtftMs = 56,
        IsHedge = true,
        BudgetSlice = new Guid(7, 7, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 7),
        Units = "{\"searches\": 2}",
    };
}
