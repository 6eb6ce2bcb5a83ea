using Banyan.Gateway.Spine;
using Banyan.Gateway.Switches;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Switches;

public sealed class StreamCutsTests
{
    private readonly SwitchBench _bench = new();

    [Fact]
    public async Task Every_attempt_at_work_counts_whichever_began_last()
    {
        var (exchange, slow, hedge) = Race();
        await _bench.ThrowAsync(SwitchScope.Model, "lab/small", cuts: true);
        StreamCuts.Of(_bench.Board, exchange)!.ScopeId.ShouldBe("lab/small", "the first is still at work");
        slow.Outcome = Outcome.Cancelled;
        StreamCuts.Of(_bench.Board, exchange).ShouldBeNull("it lost, and the other goes on");
        hedge.Outcome = Outcome.Succeeded;
        StreamCuts.Of(_bench.Board, exchange).ShouldBeNull();
    }

    [Fact]
    public async Task A_later_turn_of_a_tool_loop_counts()
    {
        var first = new TestExchange(_bench.Clock).Build();
        new TestExchange(_bench.Clock).Try(first).Outcome = Outcome.Succeeded;
        var second = first.Follow(first.Ask, _bench.Clock);
        new TestExchange(_bench.Clock).Try(second);
        StreamCuts.Of(_bench.Board, first).ShouldBeNull();
        await _bench.ThrowAsync(SwitchScope.Provider, "lab", cuts: true);
        StreamCuts.Of(_bench.Board, first)!.Scope.ShouldBe(SwitchScope.Provider);
    }

    [Fact]
    public async Task One_that_lets_answers_end_hides_none_that_does_not()
    {
        var (exchange, _, _) = Race();
        await _bench.ThrowAsync(SwitchScope.Global, "*");
        StreamCuts.Of(_bench.Board, exchange).ShouldBeNull("it lets them end");
        await _bench.ThrowAsync(SwitchScope.Service, "billing", cuts: true);
        StreamCuts.Of(_bench.Board, exchange)!.Scope.ShouldBe(SwitchScope.Service);
    }

    /// <summary>An exchange whose first attempt is slow, with a second beside it on another model.</summary>
    private (Exchange Exchange, Attempt Slow, Attempt Hedge) Race()
    {
        var exchange = new TestExchange(_bench.Clock).Build();
        var slow = new TestExchange(_bench.Clock).Try(exchange);
        var other = TestExchange.SmallModel();
        var hedge = new TestExchange(_bench.Clock) { Model = other with { Name = "large", Provider = other.Provider with { Name = "works" } } }.Try(exchange);
        return (exchange, slow, hedge);
    }
}
