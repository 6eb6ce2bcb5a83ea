using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Routing.Choosing;

/// <summary>What an ask is expected to need, the same for every candidate.</summary>
internal readonly struct Expectation
{
    public Expectation(Exchange exchange, RouteLearning learning)
    {
        var lens = exchange.Ask.Lens;
        At = exchange.StartedAt.UtcTicks;
        Input = exchange.Operation == Operation.CountTokens ? 0 : lens.EstimatedInputTokens;
        Output = exchange.Operation == Operation.Chat ? Math.Min(lens.MaxOutputTokens ?? double.MaxValue, learning.UsualOutput) * Math.Max(1, lens.Choices) : 0;
    }

    /// <summary>When it arrived, in ticks of UTC: prices are those in force then.</summary>
    public long At { get; }

    /// <summary>Input tokens.</summary>
    public double Input { get; }

    /// <summary>Output tokens, as many as answers usually have.</summary>
    public double Output { get; }
}
