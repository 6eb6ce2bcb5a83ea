using Banyan.Gateway.Conversations;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Tests.Conversations;

/// <summary>Histories fit their windows, and nothing in them breaks.</summary>
public sealed class HistoryPlanTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_talk_of_500_turns_fits_any_window_with_its_tool_sequences_whole(int seed)
    {
        var random = new Random(seed);
        var talk = Talks.Random(random, 500);
        var room = new FitRoom(random.Next(4_000, 60_000), random.Next(256, 1_000), random.Next(0, 500), random.Next(1, 24));

        var plan = HistoryPlan.Make(Talks.Empty, talk, room);
        foreach (var summary in (string?[])[null, "They spoke of desks."])
        {
            var turns = plan.Turns(summary);

            turns.Sum(TurnTokens.Of).ShouldBeLessThanOrEqualTo(room.Budget);
            turns[0].ShouldBe(talk[0].Turn);
            turns[^1].ShouldBe(talk[^1].Turn);
            ShouldBeWhole(turns);
            ShouldBeInOrder(turns, talk);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_growing_talk_fits_at_every_turn_and_moves_its_boundary_seldom(int seed)
    {
        var random = new Random(seed);
        var talk = Talks.Random(random, 300);
        var room = new FitRoom(12_000, 1_000, 0, 12);
        var (conversation, moves, asked) = (Talks.Empty, 0, 0);

        for (var said = 1; said <= talk.Count; said++)
        {
            if (talk[said - 1].Turn.Role != PlainRole.User)
            {
                continue;
            }

            asked++;
            var plan = HistoryPlan.Make(conversation, talk[..said], room);
            if (plan.Cuts)
            {
                moves++;
                conversation = conversation with { Summary = $"Everything up to {plan.UpTo}.", SummaryUpTo = plan.UpTo };
            }

            var turns = plan.Turns(plan.Cuts ? conversation.Summary : null);
            turns.Sum(TurnTokens.Of).ShouldBeLessThanOrEqualTo(room.Budget);
            turns[^1].ShouldBe(talk[said - 1].Turn);
            ShouldBeWhole(turns);
        }

        moves.ShouldBeInRange(1, asked / 10);
    }

    [Fact]
    public void What_fits_is_sent_as_it_was_said()
    {
        List<KeptMessage> talk = [Talks.Kept(1, new PlainTurn(PlainRole.System, "Be brief.")), Talks.Kept(2, Talks.User("hello")), Talks.Kept(3, Talks.Called("a")), Talks.Kept(4, Talks.Result("a")), Talks.Kept(5, Talks.User("and?"))];

        var plan = HistoryPlan.Make(Talks.Empty, talk, new FitRoom(8_000, 1_000, 0, 12));

        plan.Cuts.ShouldBeFalse();
        plan.Turns(null).ShouldBe(talk.Select(message => message.Turn), comparer: SameTurn.Instance);
    }

    [Fact]
    public void The_latest_messages_stay_word_for_word_and_a_summary_speaks_for_the_rest()
    {
        List<KeptMessage> talk = [.. Enumerable.Range(1, 100).Select(number => Talks.Kept(number, Talks.User($"{number} {new string('x', 400)}")))];
        var plan = HistoryPlan.Make(Talks.Empty, talk, new FitRoom(4_000, 1_000, 0, 12));

        var turns = plan.Turns("They counted.");

        turns[0].Text.ShouldBe("Summary of the earlier part of this conversation, for reference:\nThey counted.");
        turns[0].Role.ShouldBe(PlainRole.User);
        turns.Skip(1).ShouldBe(talk[^(turns.Count - 1)..].Select(message => message.Turn));
        (turns.Count - 1).ShouldBeGreaterThanOrEqualTo(12);
        plan.Turns(null)[0].Text.ShouldBe("[Earlier messages were left out because they no longer fit.]");
    }

    [Fact]
    public void A_stored_summary_is_used_until_it_no_longer_fits()
    {
        List<KeptMessage> talk = [.. Enumerable.Range(1, 100).Select(number => Talks.Kept(number, Talks.User($"{number} {new string('x', 400)}")))];
        var conversation = Talks.Empty with { Summary = "They counted to 90.", SummaryUpTo = 90 };

        var plan = HistoryPlan.Make(conversation, talk, new FitRoom(4_000, 1_000, 0, 12));

        plan.Cuts.ShouldBeFalse();
        var turns = plan.Turns(null);
        turns.Count.ShouldBe(11);
        turns[0].Text.ShouldEndWith("They counted to 90.");
        turns[0].Text.ShouldNotContain("left out");
    }

    [Fact]
    public void A_call_without_its_result_and_a_result_without_its_call_are_never_sent()
    {
        List<KeptMessage> talk =
        [
            Talks.Kept(1, Talks.User("find both")),
            Talks.Kept(2, Talks.Called("a", "b")),
            Talks.Kept(3, Talks.Result("b")),
            Talks.Kept(4, Talks.Result("c")),
            Talks.Kept(5, Talks.User("well?")),
        ];

        var turns = HistoryPlan.Make(Talks.Empty, talk, new FitRoom(8_000, 1_000, 0, 12)).Turns(null);

        turns.Count.ShouldBe(4);
        turns[1].Calls.Select(call => call.Id).ShouldBe(["b"]);
        turns[2].CallId.ShouldBe("b");
    }

    [Fact]
    public void A_result_said_late_stands_with_its_call()
    {
        List<KeptMessage> talk = [Talks.Kept(1, Talks.User("find")), Talks.Kept(2, Talks.Called("a")), Talks.Kept(3, Talks.User("hurry")), Talks.Kept(4, Talks.Result("a"))];

        var turns = HistoryPlan.Make(Talks.Empty, talk, new FitRoom(8_000, 1_000, 0, 12)).Turns(null);

        turns.Select(turn => turn.Role).ShouldBe([PlainRole.User, PlainRole.Assistant, PlainRole.Tool, PlainRole.User]);
    }

    /// <summary>What every provider demands: after calls come exactly their results, and results come nowhere else.</summary>
    private static void ShouldBeWhole(IReadOnlyList<PlainTurn> turns)
    {
        for (var i = 0; i < turns.Count; i++)
        {
            var calls = turns[i].Calls.Select(call => call.Id).ToArray();
            var results = turns.Skip(i + 1).TakeWhile(turn => turn.Role == PlainRole.Tool).Select(turn => turn.CallId!).ToArray();
            if (turns[i].Role != PlainRole.Tool)
            {
                results.Order(StringComparer.Ordinal).ShouldBe(calls.Order(StringComparer.Ordinal));
            }
        }
    }

    /// <summary>What is sent was said, in this order; calls may have lost those without results.</summary>
    private static void ShouldBeInOrder(IReadOnlyList<PlainTurn> turns, List<KeptMessage> talk)
    {
        var texts = talk.Where(message => message.Turn.Role == PlainRole.User && message.Turn.Text != "still there?").Select(message => message.Turn.Text).ToList();
        var sent = turns.Where(turn => turn.Role == PlainRole.User && turn.Text != "still there?" && !turn.Text.StartsWith('[') && !turn.Text.StartsWith("Summary", StringComparison.Ordinal)).Select(turn => turn.Text).ToList();
        sent.ShouldBe(texts[^sent.Count..]);
    }
}
