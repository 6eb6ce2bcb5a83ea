using Banyan.Intents.Migration;
using Banyan.Intents.Spine;
using static Banyan.Intents.Tests.Migration.TestIntents;

namespace Banyan.Intents.Tests.Migration;

public sealed class CanaryTests
{
    private static readonly Subject[] People = [.. Enumerable.Range(0, 10_000).Select(number => Person($"user-{number}"))];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(50)]
    [InlineData(99.5)]
    [InlineData(100)]
    public async Task The_share_is_within_two_points_and_everybody_stays_where_they_are(double percent)
    {
        var bench = new RouteBench(Get, List, Cancel);
        foreach (var intent in new[] { Get, List, Cancel })
        {
            bench.Settings.Stage(intent.Key, Stage.Canary, percent);
        }

        var other = bench.MakeNode();
        var modern = 0;
        foreach (var person in People)
        {
            var side = (await bench.Node.ChooseAsync(Get, person)).Primary!.Backend.Generation;
            modern += side == Generation.Modern ? 1 : 0;
            (await bench.Node.ChooseAsync(List, person)).Primary!.Backend.Generation.ShouldBe(side);
            (await other.ChooseAsync(Cancel, person)).Primary!.Backend.Generation.ShouldBe(side);
        }

        (modern / 100.0).ShouldBe(percent, 2.0);
        (percent is 0 or 100).ShouldBe(modern is 0 or 10_000);
    }

    [Fact]
    public void Raising_the_percentage_only_adds_people()
    {
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var percent in new[] { 1, 5, 10, 25, 50, 75, 100 })
        {
            var now = People.Where(person => Buckets.IsInCanary("seed", "orders", person, percent)).Select(person => person.Id).ToHashSet(StringComparer.Ordinal);
            before.IsSubsetOf(now).ShouldBeTrue();
            now.Count.ShouldBeGreaterThan(before.Count);
            before = now;
        }
    }

    [Fact]
    public void Families_tenants_and_seeds_split_differently()
    {
        string Split(string seed, string family, string tenant) =>
            string.Concat(Enumerable.Range(0, 200).Select(number => Buckets.IsInCanary(seed, family, Person($"user-{number}", tenant), 50) ? '1' : '0'));
        new[] { Split("a", "orders", "t"), Split("b", "orders", "t"), Split("a", "users", "t"), Split("a", "orders", "u") }.ShouldBeUnique();
    }

    [Fact]
    public async Task Outside_the_canary_legacy_answers_and_inside_it_stands_behind()
    {
        var bench = new RouteBench(Get);
        bench.Settings.Stage(Get.Key, Stage.Canary, 50);
        var choices = new List<RouteChoice>();
        foreach (var person in People.Take(50))
        {
            choices.Add(await bench.Node.ChooseAsync(Get, person));
        }

        choices.ShouldAllBe(choice => choice.Stage == "canary:50");
        choices.Select(choice => (choice.Primary, choice.Fallback, choice.Shadow)).Distinct().ShouldBe([(NewSide, OldSide, OldSide), (OldSide, null, NewSide)], ignoreOrder: true);
    }
}
