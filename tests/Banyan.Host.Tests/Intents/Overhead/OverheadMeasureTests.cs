namespace Banyan.Host.Tests.Intents.Overhead;

/// <summary>What <c>bench/intents/run</c> measures is there to be measured; how long it takes is no test's business.</summary>
[Trait("needs", "data")]
public sealed class OverheadMeasureTests
{
    [Theory]
    [InlineData("orders.get")]
    [InlineData("orders.note")]
    public async Task Every_step_after_the_first_is_timed_beside_a_bare_call(string intent)
    {
        await using var measure = await OverheadMeasure.StartAsync("");
        var times = await measure.RunAsync(intent, 2);
        times.Above.Count.ShouldBe(2 * (OverheadMeasure.Steps - 1));
        times.Direct.Count.ShouldBe(times.Above.Count);
        times.Message.Count.ShouldBe(2);
        times.Above.ShouldBeInOrder();
        times.Added(95).ShouldBeGreaterThanOrEqualTo(times.Added(50));
    }
}
