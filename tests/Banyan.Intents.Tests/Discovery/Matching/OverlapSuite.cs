using Banyan.Intents.Discovery.Matching;

namespace Banyan.Intents.Tests.Discovery.Matching;

/// <summary>Operations against copies renamed by a synonym table.</summary>
[Trait("needs", "data")]
public sealed class OverlapSuite(ITestOutputHelper output)
{
    [Theory]
    [InlineData("retail", 16)]
    [InlineData("sgd", 30)]
    [InlineData("glaive", 64)]
    public void Nine_of_ten_renamed_operations_are_found(string set, int count)
    {
        var (left, matches, order) = Match(set);
        left.Count.ShouldBe(count);
        var right = matches.Count(match => order[match.Right] == match.Left);
        var equal = left.Count(one => left.Any(other => RenamedOperations.Renamed(other).Name == one.Name));
        output.WriteLine($"{set}: {right}/{count} found, {equal} have an equal name");
        foreach (var wrong in matches.Where(match => order[match.Right] != match.Left))
        {
            output.WriteLine($"  {left[wrong.Left].Name} taken for {left[order[wrong.Right]].Name}: {wrong.Score:F2}, margin {wrong.Margin:F2}");
        }

        ((double)right / count).ShouldBeGreaterThanOrEqualTo(0.9);
    }

    [Fact]
    public void Of_the_sure_matches_98_of_100_are_right()
    {
        var (sure, right, all) = (0, 0, 0);
        foreach (var set in new[] { "retail", "sgd", "glaive" })
        {
            var (left, matches, order) = Match(set);
            var band = matches.Where(match => match.Margin >= OverlapMatcher.SureMargin).ToList();
            (sure, right, all) = (sure + band.Count, right + band.Count(match => order[match.Right] == match.Left), all + left.Count);
            output.WriteLine($"{set}: {band.Count} of {left.Count} sure, {band.Count(match => order[match.Right] == match.Left)} right");
        }

        sure.ShouldBeGreaterThan(all / 4);
        ((double)right / sure).ShouldBeGreaterThanOrEqualTo(0.98);
    }

    [Fact]
    public void What_exists_on_one_side_alone_is_no_sure_match()
    {
        // Half of the copies are gone: their originals may be given something, but not surely.
        var (sure, wrong) = (0, 0);
        foreach (var set in new[] { "retail", "sgd", "glaive" })
        {
            var left = RenamedOperations.Read(set);
            var order = Enumerable.Range(0, left.Count).Where(i => i % 2 == 0).ToArray();
            var band = OverlapMatcher.Match(left, [.. order.Select(i => RenamedOperations.Renamed(left[i]))]).Where(match => match.Margin >= OverlapMatcher.SureMargin).ToList();
            (sure, wrong) = (sure + band.Count, wrong + band.Count(match => order[match.Right] != match.Left));
        }

        output.WriteLine($"{sure} sure, {wrong} wrong");
        (1 - ((double)wrong / sure)).ShouldBeGreaterThanOrEqualTo(0.98);
    }

    [Fact]
    public void Parameters_of_a_found_operation_are_named()
    {
        var (left, matches, order) = Match("retail");
        var (named, right) = (0, 0);
        foreach (var match in matches.Where(match => order[match.Right] == match.Left))
        {
            named += match.Names.Count;
            right += match.Names.Count(pair => Synonyms.Name(pair.Key) == pair.Value);
        }

        output.WriteLine($"{right} of {named} parameters right, {left.Sum(one => one.Params.Count)} there are");
        named.ShouldBeGreaterThan(left.Sum(one => one.Params.Count) * 3 / 4);
        ((double)right / named).ShouldBeGreaterThanOrEqualTo(0.9);
    }

    [Fact]
    public void Nothing_on_one_side_matches_nothing() => OverlapMatcher.Match([], RenamedOperations.Read("retail")).ShouldBeEmpty();

    [Fact]
    public void The_same_two_sides_are_matched_once_and_changed_ones_again()
    {
        var (memory, left) = (new MatchMemory(), RenamedOperations.Read("retail"));
        var first = memory.Match(left, left);
        memory.Match(RenamedOperations.Read("retail"), left).ShouldBeSameAs(first);
        memory.Match(left, [left[0] with { Description = "Something else." }, .. left.Skip(1)]).ShouldNotBeSameAs(first);
    }

    /// <summary>The copies stand in another order: element r of the right side is the copy of element order[r].</summary>
    private static (IReadOnlyList<MatchOperation> Left, IReadOnlyList<OverlapMatch> Matches, int[] Order) Match(string set)
    {
        var left = RenamedOperations.Read(set);
        var order = Enumerable.Range(0, left.Count).OrderBy(i => (i * 7919) % 101).ThenBy(i => i).ToArray();
        return (left, OverlapMatcher.Match(left, [.. order.Select(i => RenamedOperations.Renamed(left[i]))]), order);
    }
}
