using System.Net.Http.Json;
using System.Text.Json;
using Banyan.TestKit.Wall;
using Shop.Kit;

namespace Banyan.Host.Tests.Intents;

/// <summary>What the orchestrator adds to the time of the services behind it.</summary>
public sealed class OverheadTests(ITestOutputHelper output)
{
    private const string Ada = "ada@shop.example";
    private const int Slow = 200;

    [Fact]
    public async Task Steps_that_need_nothing_of_each_other_run_at_once()
    {
        await using var model = ScriptedModel.Start();
        await using var talk = await ShopTalk.StartAsync(new TalkWishes { More = model.Yaml, Edits = Wide.Open });
        string[] orders = ["1001", "1002", "1003", "1007"];
        var steps = orders.Select((order, i) => $$$$"""{"id":"s{{{{i + 1}}}}","intent":"orders.get","args":{"orderId":{"lit":"{{{{order}}}}","from":"user"}} }""");
        model.Plan = _ => GoldPlans.Execute(string.Join(',', steps));
        const string Said = "Look up 1001, 1002, 1003 and 1007";
        var above = new List<double>();
        for (var i = 0; i < 30; i++)
        {
            var one = await talk.SayAsync(Ada, Said);
            above.Add(Steps(one) - one.GetProperty("steps").EnumerateArray().Max(step => step.GetProperty("ms").GetDouble()));
        }

#pragma warning disable RS0030 // A client of the tests' own: nothing of the product is behind it.
        using var http = new HttpClient();
#pragma warning restore RS0030
        (await http.PostAsJsonAsync(new Uri(talk.Shop.Addresses["orders"], "/_faults"), new Fault(FaultMode.Slow, Slow, "/orders/"))).EnsureSuccessStatusCode();
        var answer = await talk.SayAsync(Ada, Said);

        above.Sort();
        output.WriteLine($"four steps at {Slow} ms: {Steps(answer)} ms; above the longest step, p50 {above[15]} ms, p95 {above[28]} ms");
        answer.Steps().ShouldAllBe(step => step == "orders.get succeeded modern");

        // One after the other they would take four times as long.
        Steps(answer).ShouldBeInRange(Slow - 5, 3 * Slow);
    }

    private static double Steps(JsonElement answer) => answer.GetProperty("phasesMs").GetProperty("steps").GetDouble();
}
