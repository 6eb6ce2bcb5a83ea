using Banyan.Intents.Answering;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Answering;

public sealed class PlainAnswerTests
{
    private static readonly PlanStep Get = new("s1", "orders.get");
    private static readonly PlanStep Cancel = new("s2", "orders.cancel");

    [Fact]
    public void A_template_is_filled_and_a_skipped_step_is_told()
    {
        var plan = Scopes.Plan("Order {s1.orderId} is {s1.status}.{?s2.ok: It is cancelled.}", Get, Cancel);
        var skipped = new StepOutcome
        {
            StepId = "s2",
            Intent = "orders.cancel",
            Status = StepStatus.Skipped,
            Condition = new ConditionVerdict("only if it hasn't shipped yet", "…", "false", "expr", new Dictionary<string, string> { ["s1.status"] = "shipped" }),
        };

        var text = PlainAnswer.Write(Scopes.Request(Scopes.Of(plan, Scopes.Done("s1", "orders.get", """{"orderId":"1003","status":"shipped"}"""), skipped)));

        text.ShouldBe("Order 1003 is shipped.\nCancel an order: not done, since “only if it hasn't shipped yet” does not hold (status is shipped).");
    }

    [Fact]
    public void A_template_that_names_a_value_nobody_has_is_not_used()
    {
        var plan = Scopes.Plan("Order {s1.orderId} is {s1.status}.", Get);
        var denied = new StepOutcome { StepId = "s1", Intent = "orders.get", Status = StepStatus.Denied, Problem = new Problem(ProblemWords.DeniedOwner, "secret detail") };

        var text = PlainAnswer.Write(Scopes.Request(Scopes.Of(plan, denied)));

        text.ShouldBe("Look up an order: I found nothing like that among your own records, and I only show or change what is yours.");
    }

    [Fact]
    public void Not_yours_and_not_there_read_the_same()
    {
        string[] told = [.. new[] { ProblemWords.DeniedOwner, ProblemWords.DeniedOwnerUnproven, ProblemWords.DeniedSubject }.Select(code =>
            PlainAnswer.Write(Scopes.Request(Scopes.Of(Scopes.Plan(null, Get), new StepOutcome { StepId = "s1", Intent = "orders.get", Status = StepStatus.Denied, Problem = new Problem(code, code) }))))];

        told.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void A_list_without_a_template_is_told_record_by_record()
    {
        var text = PlainAnswer.Write(Scopes.Request(Scopes.Of(Scopes.Plan(null, new PlanStep("s1", "orders.list")), Scopes.Done("s1", "orders.list", """{"orders":[{"orderId":"1001","placedAt":"2026-11-01"},{"orderId":"1002","placedAt":"2026-11-02"}]}"""))));

        text.ShouldBe("List orders:\n- order id 1001, placed at 1 November 2026\n- order id 1002, placed at 2 November 2026");
    }

    [Fact]
    public void Whatever_is_unmet_asked_or_of_unknown_outcome_is_told()
    {
        var plan = Scopes.Plan(null, Cancel) with { Unmet = ["gift wrapping"], Clarify = new Clarification("What should the complaint say?", [], []) };
        var unknown = new StepOutcome { StepId = "s2", Intent = "orders.cancel", Status = StepStatus.UnknownOutcome };

        var text = PlainAnswer.Write(Scopes.Request(Scopes.Of(plan, unknown)));

        text.ShouldContain("could not learn whether it was done");
        text.ShouldContain("gift wrapping");
        text.ShouldContain("What should the complaint say?");
    }

    [Fact]
    public void A_list_template_repeats_its_part()
    {
        var plan = Scopes.Plan("You have {s1.orders|count} orders:{#s1.orders:\n- {orderId}: {total|money}}", new PlanStep("s1", "orders.list"));

        var text = PlainAnswer.Write(Scopes.Request(Scopes.Of(plan, Scopes.Done("s1", "orders.list", """{"orders":[{"orderId":"1001","total":1240},{"orderId":"1002","total":5.5}]}"""))));

        text.ShouldBe("You have 2 orders:\n- 1001: $1,240.00\n- 1002: $5.50");
    }
}
