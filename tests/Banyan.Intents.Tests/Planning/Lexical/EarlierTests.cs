using Banyan.Intents.Planning.Lexical;
using Banyan.Intents.Spine;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Planning.Lexical;

/// <summary>Earlier conversations are told of when they are asked about, and fill nothing.</summary>
public sealed class EarlierTests
{
    // A Monday: last week was 23 February to 1 March.
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly LexicalPlanner _planner = new(new FakeClock(Now));

    [Theory]
    [InlineData("What did I ask last week?", "Earlier you asked: on 1 March 2026 \"Cancel order 1002\" (1002).")]
    [InlineData("what have I asked yesterday", "Earlier you asked: on 1 March 2026 \"Cancel order 1002\" (1002).")]
    [InlineData("Do you remember what we talked about?", "Earlier you asked: on 1 March 2026 \"Cancel order 1002\" (1002); on 10 February 2026 \"Hello\".")]
    [InlineData("What did I ask this week?", "I know of no such conversation of yours.")]
    public void What_was_asked_before_is_told_by_title_day_and_things(string text, string answer)
    {
        var plan = _planner.Plan(Request(text));

        (plan.Kind, plan.Words, plan.Steps.Count).ShouldBe((PlanKind.Answer, answer, 0));
    }

    [Theory]
    [InlineData("What did I order last week?")]
    [InlineData("What about my orders?")]
    public void What_is_about_the_services_goes_to_them(string text) => _planner.Plan(Request(text)).Words?.ShouldNotContain("Earlier you asked");

    [Fact]
    public void A_thing_spoken_of_in_the_past_fills_no_write()
    {
        var plan = _planner.Plan(Request("Cancel it"));

        PlanJson.Text(plan).ShouldNotContain("1002");
    }

    private static PlanRequest Request(string text) => ShopIntents.Request(
        text,
        conversation: ConversationView.Empty with { Past = [new("Cancel order 1002", new DateOnly(2026, 3, 1), ["orders.cancel"], ["1002"]), new("Hello", new DateOnly(2026, 2, 10), [], [])] });
}
