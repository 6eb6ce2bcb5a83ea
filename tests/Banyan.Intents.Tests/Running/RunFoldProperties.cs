using System.Text.Json;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;
using static Banyan.Intents.Tests.Running.Kit.Texts;

namespace Banyan.Intents.Tests.Running;

/// <summary>The fold over journals of random runs: of any prefix, event by event, with emptied events, with events in any order.</summary>
public sealed class RunFoldProperties
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task The_state_a_holder_kept_is_the_fold_of_the_journal_it_wrote()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var cluster = new Cluster(_clock);
            var (kept, events) = await RandomRunAsync(cluster, new Random(seed));
            var folded = RunFold.Of(events);
            Text(folded).ShouldBe(Text(kept), $"seed {seed}");
            folded.Head.ShouldBe(events[^1].Sequence);
            events.Select(one => one.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
        }
    }

    [Fact]
    public async Task Any_prefix_folds_and_folding_on_from_it_gives_the_whole()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var (_, events) = await RandomRunAsync(new Cluster(_clock), new Random(seed));
            var whole = Text(RunFold.Of(events));
            for (var cut = 0; cut <= events.Count; cut++)
            {
                var prefix = RunFold.Of(events.Take(cut));
                prefix.Head.ShouldBe(cut);
                Text(events.Skip(cut).Aggregate(prefix, RunFold.Apply)).ShouldBe(whole);
            }
        }
    }

    [Fact]
    public async Task Emptied_foreign_and_shuffled_events_fold_too()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var (_, events) = await RandomRunAsync(new Cluster(_clock), random);
            var odd = events.Select(one => random.Next(3) switch
            {
                0 => one with { Data = Json("{}") },
                1 => one with { Kind = "of_a_later_release" },
                _ => one,
            }).ToArray();
            random.Shuffle(odd);
            Should.NotThrow(() => RunFold.Of(odd));
        }
    }

    private static async Task<(RunState Kept, IReadOnlyList<JournalEvent> Events)> RandomRunAsync(Cluster cluster, Random random)
    {
        var backends = new ScriptedBackends
        {
            Does = (call, _) => new(random.Next(5) switch
            {
                0 => ScriptedBackends.Refused,
                1 => ScriptedBackends.Unreachable,
                2 when call.IdempotencyKey is not null => ScriptedBackends.TimedOut,
                _ => ScriptedBackends.Ok("""{"id":"7","n":240.00,"list":[1,2]}"""),
            }),
        };
        await using var node = new Node(cluster, Made.Of(Made.Read("a.get"), Made.Write("a.put"), Made.Read("b.get"), Made.Write("b.put")), backends);
        var steps = Enumerable.Range(1, random.Next(1, 7)).Select(i => Any(i, random)).ToArray();
        await using var hold = (await node.BeginAsync()).Hold!;
        var outcome = await node.Runner.RunAsync(hold, node.Scope(hold, steps), Node.Budget(), default);
        while (outcome.Status == RunStatus.AwaitingConfirmation && random.Next(4) > 0)
        {
            outcome = await node.Runner.ConfirmAsync(hold, new ConfirmationReply(Ada, "c1", outcome.Confirmation!.Code, random.Next(3) > 0), Node.Budget(), default);
        }

        await hold.SayAsync("It is done.", default);
        await CloseAsync(hold, outcome.Status);
        return (hold.State, cluster.Journal.EventsOf(hold.Run.Id));
    }

    private static PlanStep Any(int number, Random random)
    {
        var intent = random.GetItems(["a.get", "a.put", "b.get", "b.put"], 1)[0];
        var earlier = "s" + random.Next(1, Math.Max(number, 2));
        var step = Step("s" + number, intent, ("x", number > 1 && random.Next(2) == 0 ? Ref(earlier + ".id") : Lit("240.00")));
        return number > 1 && random.Next(3) == 0 ? step with { When = new StepCondition("if", $"{earlier}.n > 100") } : step;
    }

    private static string Text(RunState state) => JsonSerializer.Serialize(new
    {
        state.Head,
        Status = state.Status.ToString(),
        state.Message,
        Plan = state.Pin is null ? null : PlanJson.Text(state.Pin.Plan),
        Ended = state.Ended.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => JsonSerializer.Serialize(one.Value, RunJson.Default.StepOutcome)),
        EndedAt = state.EndedAt.OrderBy(one => one.Key, StringComparer.Ordinal),
        Begun = state.Begun.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => JsonSerializer.Serialize(one.Value, RunJson.Default.StepStart)),
        Confirmed = state.Confirmed.OrderBy(one => one.Key, StringComparer.Ordinal),
        Refused = state.Refused.OrderBy(one => one.Key, StringComparer.Ordinal),
        state.Waits,
        state.AnswerText,
        state.Answer,
        state.End,
    });
}
