using Banyan.Gateway.Spine;
using Banyan.Wire.Usage;

namespace Banyan.Storage.Tests.Usage;

/// <summary>Rows of every kind, spread over three days.</summary>
internal sealed class RandomUsage(int seed)
{
    public static readonly DateTimeOffset First = new(2026, 11, 18, 0, 0, 0, TimeSpan.Zero);

    private static readonly Outcome[] Outcomes = Enum.GetValues<Outcome>();
    private static readonly string?[] Names = [null, "one", "two", "three"];
    private readonly Random _random = new(seed);

    /// <summary>Rows with ids of their own.</summary>
    public List<UsageRow> Rows(int count) => [.. Enumerable.Range(0, count).Select(_ => One())];

    /// <summary>An instant of the three days, often on an edge of an hour or of a day.</summary>
    public DateTimeOffset Instant() => _random.Next(4) switch
    {
        0 => First.AddDays(_random.Next(4)),
        1 => First.AddHours(_random.Next(73)),
        2 => First.AddHours(_random.Next(1, 73)).AddMicroseconds(-1),
        _ => First.AddMicroseconds(_random.NextInt64(3 * 86_400L * 1_000_000)),
    };

    /// <summary>Some of the rows, each perhaps more than once, in any order.</summary>
    public List<UsageRow> Some(IReadOnlyList<UsageRow> rows) => [.. Enumerable.Range(0, rows.Count).Select(_ => rows[_random.Next(rows.Count)])];

    private UsageRow One()
    {
        var outcome = Outcomes[_random.Next(Outcomes.Length)];
        var model = Names[_random.Next(3)];
        Span<byte> id = stackalloc byte[16];
        _random.NextBytes(id);
        return new UsageRow
        {
            Id = new Guid(id),
            OccurredAt = Instant(),
            RequestId = new Guid(id),
            AttemptNo = _random.Next(1, 4),
            Tenant = _random.Next(5) == 0 ? "other" : "default",
            Service = Names[_random.Next(1, 3)]!,
            UserId = Names[_random.Next(4)],
            Feature = Names[_random.Next(4)],
            Team = Names[_random.Next(2)],
            ApiKeyId = "key" + _random.Next(2),
            Door = _random.Next(8) == 0 ? "report" : "openai-chat",
            Provider = model is null ? null : "lab",
            Model = model is null ? null : "lab/" + model,
            Usage = new TokenUsage
            {
                Uncached = Tokens(),
                CacheRead = Tokens(),
                CacheWrite5m = Tokens(),
                CacheWrite1h = Tokens(),
                AudioIn = Tokens(),
                Output = Tokens(),
                Reasoning = Tokens(),
                AudioOut = Tokens(),
            },
            CostNanoUsd = outcome == Outcome.Adjusted ? _random.NextInt64(-1_000_000_000, 1_000_000_000) : _random.Next(6) == 0 ? null : _random.NextInt64(1_000_000_000_000),
            SavedNanoUsd = _random.Next(1_000),
            IsEstimated = _random.Next(3) == 0,
            Outcome = outcome,
            LatencyMs = (int)Math.Pow(10, _random.NextDouble() * 5),
        };
    }

    private long Tokens() => _random.Next(3) == 0 ? _random.Next(100_000) : 0;
}
