using Banyan.Intents.Migration;
using Banyan.Intents.Migration.Board;
using Banyan.Intents.Migration.Store;
using Banyan.Intents.Spine;
using static Banyan.Intents.Tests.Migration.TestIntents;

namespace Banyan.Intents.Tests.Migration;

public sealed class DemandTests
{
    [Theory]
    [InlineData("gift wrapping", "gift wrapping")]
    [InlineData("Please wrap my desk as a gift for Bob Miller, 12 Oak Street", "desk gift wrap")]
    [InlineData("write me a poem about ada", "poem write")]
    [InlineData("mail bob@shop.example at +44 20 7946 0018 about order 1002", "mail order")]
    [InlineData("call my mother's boss cleo", "boss call mother")]
    [InlineData("is it?", "")]
    public void Only_key_words_remain(string text, string words) =>
        KeyWords.Of(text, Person("ada"), [new KnownUser("cleo@shop.example", "c3", "Cleo", [])]).ShouldBe(words);

    [Fact]
    public async Task Messages_and_people_are_counted_by_intent_and_people_only_once()
    {
        var bench = new RouteBench(Get, Cancel);
        foreach (var person in new[] { "ada", "ada", "bob" })
        {
            bench.Node.Demand.Asked(Person(person), [Get.Key, Get.Key], ["Could you wrap the desk as a gift", "gift wrap please"]);
        }

        bench.Node.Demand.Asked(Person("cleo"), [Cancel.Key], ["gift wrapping"]);
        var board = await bench.Node.Board.ReadAsync("default", BoardWindow.Default, default);

        board.Rows.Select(row => (row.Intent, row.Messages, row.Users, row.Users30d)).ShouldBe([(Get.Key, 3, 2, 2), (Cancel.Key, 1, 1, 1)]);
        board.Unmet.ShouldHaveSingleItem().ShouldSatisfyAllConditions(group => group.Words.Take(2).ShouldBe(["gift", "wrap"]), group => (group.Messages, group.Users).ShouldBe((7, 3)));
        bench.Store.Demand.ShouldAllBe(count => count.Person.Length == 32 && count.Hour.Minute == 0);
    }

    [Fact]
    public void Requests_alike_stand_together_and_others_apart()
    {
        UnmetSum[] sums = [new("gift wrap", "a", 3), new("gift wrapping", "b", 2), new("gift paper wrap", "a", 1), new("poem write", "a", 2), new("poem", "c", 1), new("", "a", 1)];
        UnmetGrouping.Of(sums).Select(group => (string.Join(' ', group.Words), group.Messages, group.Users)).ShouldBe(
            [("gift wrap wrapping paper", 6, 2), ("poem write", 3, 2), ("", 1, 1)]);
    }

    [Fact]
    public void Differences_are_kept_up_to_a_bound_and_those_beyond_it_are_told()
    {
        var ledger = new RouteLedger();
        var diff = new ShadowDiff { Tenant = "t", At = DateTimeOffset.UnixEpoch, Intent = "i", Backend = "b", RunId = "r", StepId = "s", Path = "$.x" };
        ledger.Add([.. Enumerable.Repeat(diff, 9_000)]);
        var batch = ledger.Take();
        ledger.Add([.. Enumerable.Repeat(diff with { Path = "$.new" }, 3_000)]);
        ledger.Restore(batch);
        ledger.TakeLostDiffs().ShouldBe(2_000);
        ledger.TakeLostDiffs().ShouldBe(0);
        ledger.Take().Diffs.Count(one => one.Path == "$.new").ShouldBe(3_000);
    }

    [Fact]
    public void Nothing_is_lost_when_a_batch_comes_back()
    {
        var ledger = new RouteLedger();
        var at = DateTimeOffset.UnixEpoch.AddSeconds(61);
        var call = new CallCount { Tenant = "t", At = at, Intent = "i", Backend = "b", Side = "legacy", Kind = CallCount.Answer, Calls = 1 };
        ledger.Add(call);
        ledger.Add(new DemandCount("t", at, "i", "p", 1));
        var batch = ledger.Take();
        ledger.Take().IsEmpty.ShouldBeTrue();
        ledger.Add(call with { At = at.AddSeconds(30), Errors = 1 });
        ledger.Put(new StageRow { Tenant = "t", Intent = "i", Setting = "new", Since = at });
        ledger.Restore(batch with { Stages = [new StageRow { Tenant = "t", Intent = "i", Setting = "old", Since = at }] });

        var all = ledger.Take();
        all.Calls.ShouldHaveSingleItem().ShouldSatisfyAllConditions(sum => (sum.Calls, sum.Errors).ShouldBe((2, 1)), sum => sum.At.Second.ShouldBe(0));
        all.Demand.ShouldHaveSingleItem().Messages.ShouldBe(1);
        all.Stages.ShouldHaveSingleItem().Setting.ShouldBe("new");
    }
}
