using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>What an ask is expected to need, the same for every candidate.</summary>
internal readonly struct Weighing
{
    private readonly Exchange _exchange;
    private readonly string? _warm;
    private readonly double _now;

    public Weighing(Exchange exchange, RouteLearning learning, AffinityTable affinity, TimeProvider time)
    {
        var lens = exchange.Ask.Lens;
        _exchange = exchange;
        _warm = affinity.Find(AffinityTable.KeyOf(exchange), exchange.Catalog.Routing.AffinityFor);
        _now = time.GetTimestamp() / (double)time.TimestampFrequency;
        Input = exchange.Operation == Operation.CountTokens ? 0 : lens.EstimatedInputTokens;
        Output = exchange.Operation == Operation.Chat ? Math.Min(lens.MaxOutputTokens ?? double.MaxValue, learning.UsualOutput) * Math.Max(1, lens.Choices) : 0;
        Category = exchange.Prompt?.Category ?? "";
    }

    /// <summary>Input tokens.</summary>
    public double Input { get; }

    /// <summary>Output tokens, as many as answers usually have.</summary>
    public double Output { get; }

    /// <summary>The kind of prompt; empty for none.</summary>
    public string Category { get; }

    /// <summary>Looks at one candidate: what it costs, how long it takes, how good it is, and what its warm cache saves.</summary>
    public RouteCandidate Look(RouteTarget target, Lack? lack, CandidateGate gate, bool isFull)
    {
        var policy = _exchange.Catalog.Routing;
        var warm = _warm is not null && gate == CandidateGate.Closed && target.KeepsPrompts && _warm == target.Id ? target.WarmShare : 0;
        var cost = target.Cost(_exchange.StartedAt, Input, Output, warm);
        var saved = 0.0;
        if (warm > 0 && target.Cost(_exchange.StartedAt, Input, Output, 0) is > 0 and var cold)
        {
            saved = Math.Clamp((cold - cost!.Value) / cold, 0, 1);
        }

        return new RouteCandidate(target.Id, lack?.Words ?? (isFull ? "is at its rate limit" : Down(target, gate)))
        {
            Gate = gate,
            IsFull = isFull,
            CostNanoUsd = cost is { } nano ? (long)Math.Round(nano) : null,
            LatencyMs = target.Latency(Output, _now),
            Quality = target.Quality(Category, _exchange.StartedAt).Mean,
            Affinity = policy.AffinityBonus * saved,
        };
    }

    /// <summary>The quality a candidate has at least.</summary>
    public double LowerQuality(RouteTarget target) => target.Quality(Category, _exchange.StartedAt).Lower;

    private static string? Down(RouteTarget target, CandidateGate gate) =>
        gate != CandidateGate.Open ? null : target.State.IsResting(target.Model.Provider) ? "rests until a key may be used again" : "is down";
}
