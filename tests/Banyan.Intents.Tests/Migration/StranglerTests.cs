using Banyan.Intents.Migration.Board;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Migration;

/// <summary>A strangler migration from end to end, but for the network: stages, faults, both ledgers.</summary>
[Trait("needs", "data")]
public sealed class StranglerTests(ITestOutputHelper output)
{
    private const int Calls = 12_000, People = 500;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_modern_side_that_breaks_costs_no_reads_and_doubles_no_write(int seed)
    {
        var shop = new RetailTwice(seed);
        var bench = new RouteBench(RetailTwice.Get, RetailTwice.Cancel);
        var runner = new StranglerRunner(bench, shop);
        var random = new Random(seed);
        for (var call = 0; call < Calls; call++)
        {
            bench.Clock.Advance(TimeSpan.FromMilliseconds(500));
            shop.Broken = call > Calls / 3 ? 0.3 : 0;
            var person = TestIntents.Person($"user-{random.Next(People)}");
            await (random.Next(20) == 0 ? runner.WriteAsync(person) : runner.ReadAsync(person, random.Next(shop.Orders.Count)));
        }

        var served = (double)runner.Served / runner.Reads;
        output.WriteLine($"seed {seed}: {runner.Served} of {runner.Reads} reads served ({served:P3}), {runner.Writes} writes, {runner.Unknown} of unknown outcome");
        served.ShouldBeGreaterThanOrEqualTo(0.999);
        shop.Ledger.Select(entry => entry.Key).ShouldBeUnique();
        shop.Ledger.Select(entry => entry.Side).Distinct().Count().ShouldBe(2);
        runner.Unknown.ShouldBeGreaterThan(0);
        shop.ModernShadowedWrites.ShouldBe(0);

        var change = bench.Changes.First(one => one.Intent == RetailTwice.Get.Key);
        var breach = BreachAt(runner.Sent);
        output.WriteLine($"breach at {breach:T}, taken back at {change.At:T}: {change.Reason}");
        // Earlier by the width of a slot of the window is well; later is not.
        (change.At - breach).ShouldBeInRange(TimeSpan.FromSeconds(-20), TimeSpan.FromSeconds(10));
        breach.ShouldBeGreaterThan(bench.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(500 * Calls * 2 / 3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task In_shadow_every_planted_mismatch_is_found_and_no_noise(int seed)
    {
        var shop = new RetailTwice(seed);
        shop.Planted.UnionWith(shop.Orders.Where((_, index) => index % 37 == seed).Select(order => order.Id));
        var bench = new RouteBench(RetailTwice.Get, RetailTwice.Cancel);
        bench.Settings.Stage(RetailTwice.Get.Key, Stage.Shadow);
        bench.Settings.Stage(RetailTwice.Cancel.Key, Stage.Shadow);
        bench.Backends.Answer = call => shop.CallAsync(call, default).AsTask().GetAwaiter().GetResult();
        var runner = new StranglerRunner(bench, shop);
        for (var order = 0; order < shop.Orders.Count; order++)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            await runner.ReadAsync(TestIntents.Person(shop.Orders[order].User), order);
            if (order % 10 == 0)
            {
                await runner.WriteAsync(TestIntents.Person("writer-" + order));
            }
        }

        var row = (await bench.Node.Board.ReadAsync("default", BoardWindow.Default, default)).Rows.Single(one => one.Intent == RetailTwice.Get.Key);
        bench.Store.Diffs.Select(diff => diff.Path).Distinct().ShouldBe(["$.total"]);
        bench.Store.Diffs.Count.ShouldBe(shop.Planted.Count);
        (row.Compared, row.MismatchRate!.Value).ShouldBe((1_000, Math.Round(shop.Planted.Count / 1_000.0, 4)));
        row.MismatchFields.ShouldBe(["$.total"]);
        row.NoiseFields.ShouldBe(["$.generatedAt"]);
        runner.Served.ShouldBe(runner.Reads);
        shop.Ledger.ShouldAllBe(entry => entry.Side == Generation.Legacy);
        shop.ModernShadowedWrites.ShouldBe(0);
        bench.Backends.Calls.ShouldAllBe(call => call.Intent.Effect == Effect.Read);
    }

    [Fact]
    public async Task A_modern_side_that_dies_leaves_only_those_who_just_wrote_there_waiting()
    {
        var shop = new RetailTwice(7);
        var bench = new RouteBench(RetailTwice.Get, RetailTwice.Cancel);
        var runner = new StranglerRunner(bench, shop);
        await runner.WriteAsync(TestIntents.Person("ada"));
        shop.Ledger.ShouldBe([(Generation.Modern, "key-1")]);
        bench.Node.Circuits.Heard(TestIntents.Orders, false);
        bench.Node.Circuits.Heard(TestIntents.Orders, false);

        for (var i = 0; i < 100; i++)
        {
            await runner.ReadAsync(TestIntents.Person("bob"), i);
            await runner.WriteAsync(TestIntents.Person("cleo-" + i));
        }

        (runner.Served, runner.Reads, shop.Ledger.Count).ShouldBe((100, 100, 101));
        await runner.ReadAsync(TestIntents.Person("ada"), 1);
        await runner.WriteAsync(TestIntents.Person("ada"));
        (runner.Served, shop.Ledger.Count).ShouldBe((100, 101));
        bench.Clock.Advance(TimeSpan.FromMinutes(10));
        await runner.ReadAsync(TestIntents.Person("ada"), 1);
        runner.Served.ShouldBe(101);
    }

    // The instant the limits were passed, counted exactly: 20 modern calls in five minutes, more than 10 % failed or p95 beyond twice that of at least 20 legacy calls.
    private static DateTimeOffset BreachAt(List<SentRead> sent)
    {
        var (window, legacy) = (new List<SentRead>(), new List<double>());
        foreach (var read in sent)
        {
            if (read.Side == Generation.Legacy)
            {
                legacy.Add(read.Took.TotalMilliseconds);
                continue;
            }

            window.Add(read);
            window.RemoveAll(old => old.At <= read.At - TimeSpan.FromMinutes(5));
            var isSlow = legacy.Count >= 20 && P95(window.Select(one => one.Took.TotalMilliseconds)) > 2 * P95(legacy);
            if (window.Count >= 20 && (window.Count(call => call.HasFailed) > window.Count * 0.10 || isSlow))
            {
                return read.At;
            }
        }

        throw new InvalidOperationException("There was no breach.");
    }

    private static double P95(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Ceiling(sorted.Count * 0.95) - 1];
    }
}
