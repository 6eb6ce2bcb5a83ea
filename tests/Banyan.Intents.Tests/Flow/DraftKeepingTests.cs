using System.Text.Json;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Answering;

namespace Banyan.Intents.Tests.Flow;

public sealed class DraftKeepingTests
{
    private static readonly PlanStep Get = new("s1", "orders.get");
    private static readonly PlanStep Cancel = new("s2", "orders.cancel") { After = ["s1"], Args = new Dictionary<string, Argument> { ["orderId"] = new Argument.Reference("s1.orderId") } };
    private static readonly Clarification Ask = new("Which one?", [new MissingArgument("s2", "reason")], []);

    [Fact]
    public void What_is_done_is_left_out_and_a_read_it_refers_to_is_kept()
    {
        var scope = Scopes.Of(Scopes.Plan("{s1.x}", Get, Cancel, new PlanStep("s3", "orders.list")), Scopes.Done("s1", "orders.get", "{}"), Scopes.Done("s3", "orders.list", "{}"), Blocked("s2"));

        var draft = DraftKeeping.Of(scope.Plan, [Ask], scope.Ended, scope.Catalogue)!;

        draft.Steps.Select(step => step.Id).ShouldBe(["s1", "s2"]);
        draft.Clarify!.Question.ShouldBe("Which one?");
        draft.Clarify.Missing.ShouldBe([new MissingArgument("s2", "reason")]);
        draft.AnswerTemplate.ShouldBeNull();
    }

    [Fact]
    public void Nothing_asked_keeps_nothing() => DraftKeeping.Of(Scopes.Plan(null, Get), [], new Dictionary<string, StepOutcome>(), Scopes.Of(Scopes.Plan(null)).Catalogue).ShouldBeNull();

    [Fact]
    public void A_write_that_was_done_is_never_kept_even_when_referred_to()
    {
        var write = new PlanStep("s1", "orders.cancel");
        var scope = Scopes.Of(Scopes.Plan(null, write, Cancel), Scopes.Done("s1", "orders.cancel", "{}"), Blocked("s2"));
        var catalogue = scope.Catalogue with { Intents = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(scope.Catalogue.Intents.Values.Select(one => one.Key == "orders.cancel" ? one with { Effect = Effect.Destructive } : one), one => one.Key) };

        DraftKeeping.Of(scope.Plan, [Ask], scope.Ended, catalogue)!.Steps.Select(step => step.Id).ShouldBe(["s2"]);
    }

    private static StepOutcome Blocked(string id) => new() { StepId = id, Intent = "orders.cancel", Status = StepStatus.Blocked, Value = (JsonElement?)null };
}
