using System.Text.Json.Nodes;

namespace Banyan.Host.Tests.Intents.Retail;

/// <summary>What the orchestrator adds to each step that follows another, in time: reported, and held only against what no busy machine explains.</summary>
[Trait("needs", "data")]
public sealed class RetailOverheadTests(ITestOutputHelper output)
{
    private const int Steps = 4, Warm = 10, Runs = 60, MostMs = 50;

    [Theory]
    [InlineData("orders.get")]
    [InlineData("orders.note")]
    public async Task A_step_costs_little_above_its_backends_own_time(string intent)
    {
        await using var bench = await RetailBench.StartAsync(hasLegacy: false);
        var order = RetailRecords.Loaded.Ids[0];
        var owner = RetailRecords.OwnerOf(RetailRecords.Loaded.Orders[order]);
        bench.Model.Plan = asked => RetailAttack.Plan([.. Enumerable.Range(1, Steps).Select(number => Step(intent, number, order, asked.Message.Split(' ')[^1]))]);
        var above = new List<double>();
        for (var run = 0; run < Warm + Runs; run++)
        {
            var answer = await bench.SayAsync(owner, $"{order} remark-{run}");
            answer.Steps().ShouldAllBe(step => step == $"{intent} succeeded modern");
            above.Add((answer.GetProperty("phasesMs").GetProperty("steps").GetDouble() - answer.GetProperty("steps").EnumerateArray().Sum(step => step.GetProperty("ms").GetDouble())) / Steps);
        }

        above.RemoveRange(0, Warm);
        above.Sort();
        output.WriteLine($"{Steps} steps {intent} one after the other: per step above the backend's time p50 {above[Runs / 2]:0.00} ms, p95 {above[Runs * 95 / 100]:0.00} ms");
        above[Runs / 2].ShouldBeLessThan(MostMs);
        bench.Modern.Effects.Count.ShouldBe(intent == "orders.get" ? 0 : (Warm + Runs) * Steps);
    }

    private static JsonObject Step(string intent, int number, string order, string words)
    {
        var step = intent == "orders.get"
            ? RetailAttack.Step($"s{number}", intent, ("orderId", RetailAttack.Lit(order)))
            : RetailAttack.Step($"s{number}", intent, ("orderId", RetailAttack.Lit(order)), ("text", RetailAttack.Lit(words)));
        step["after"] = number == 1 ? [] : new JsonArray($"s{number - 1}");
        return step;
    }
}
