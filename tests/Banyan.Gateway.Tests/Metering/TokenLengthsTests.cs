using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Tests.Metering;

/// <summary>Lengths of tokens are learnt of those that tell their counts, and of no more models than there is room for.</summary>
public sealed class TokenLengthsTests
{
    private const int Most = 10_000;
    private static readonly TokenBasis Start = new(4, 4);
    private readonly FakeClock _clock = new();

    [Fact]
    public void Names_that_callers_make_up_take_no_room_without_end()
    {
        var lengths = new TokenLengths();
        for (var i = 0; i <= Most; i++)
        {
            Learn(lengths, $"made-up-{i}");
        }

        Enumerable.Range(0, Most + 1).Count(i => lengths.BasisOf(Try($"made-up-{i}").Attempt) != Start).ShouldBeInRange(1, Most);
        lengths.BasisOf(Try($"made-up-{Most}").Attempt).ShouldNotBe(Start, "the latest is known");
    }

    [Fact]
    public void A_model_that_is_only_asked_about_takes_no_place()
    {
        var lengths = new TokenLengths();
        Learn(lengths, "known");
        for (var i = 0; i < Most * 2; i++)
        {
            lengths.BasisOf(Try($"asked-{i}").Attempt).ShouldBe(Start);
        }

        lengths.BasisOf(Try("known").Attempt).ShouldNotBe(Start);
    }

    private void Learn(TokenLengths lengths, string model)
    {
        var (exchange, attempt) = Try(model);
        attempt.Outcome = Outcome.Succeeded;
        lengths.Learn(exchange, attempt, new TokenUsage { Uncached = 5_000, Output = 100 });
    }

    private (Exchange Exchange, Attempt Attempt) Try(string model)
    {
        var test = new TestExchange(_clock) { Lens = new AskLens { Model = model, TextBytes = 10_000 }, Model = TestExchange.SmallModel() with { Name = model } };
        var exchange = test.Build();
        return (exchange, test.Try(exchange));
    }
}
