using Banyan.Intents.Checking.Plans;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Checking;

[Trait("needs", "data")]
public sealed class NestfulTests
{
    // The data's own types contradict its own clean sequences (a number given where a text is declared), so names alone are judged here.
    [Fact]
    public void Clean_sequences_are_accepted_and_faulty_ones_refused_naming_each_fault()
    {
        var (clean, faulty) = (0, 0);
        var totals = new int[4];
        foreach (var plans in NestfulPlans.Load(isTyped: false))
        {
            foreach (var calls in plans.Sequences)
            {
                var truth = plans.FaultsOf(calls);
                var faults = Check(plans, plans.PlanOf(calls));
                Names(faults, ProblemWords.PlanUnknownIntent, "").ShouldBe(truth.Unknown, NestfulPlans.Plain(calls[0]));
                Names(faults, ProblemWords.RefMissing, "").ShouldBe(truth.Unlisted, ignoreOrder: true);
                Names(faults, ProblemWords.ArgMissing, "").ShouldBe(truth.Missing, ignoreOrder: true);
                Names(faults, ProblemWords.ArgInvalid, "no such parameter").ShouldBe(truth.Odd, ignoreOrder: true);
                var count = truth.Unknown.Count + truth.Unlisted.Count + truth.Missing.Count + truth.Odd.Count;
                faults.Count.ShouldBe(count);
                (clean, faulty) = count == 0 ? (clean + 1, faulty) : (clean, faulty + 1);
                totals = [totals[0] + truth.Unknown.Count, totals[1] + truth.Unlisted.Count, totals[2] + truth.Missing.Count, totals[3] + truth.Odd.Count];
            }
        }

        (clean, faulty).ShouldBe((177, 38));
        totals.ShouldBe([11, 12, 29, 17]);
    }

    [Fact]
    public void A_sequence_in_the_wrong_order_is_refused_whenever_a_step_refers_to_another()
    {
        var refused = 0;
        foreach (var plans in NestfulPlans.Load(isTyped: false))
        {
            foreach (var calls in plans.Sequences)
            {
                var refers = calls.Any(call => NestfulPlans.Reference().IsMatch(NestfulPlans.Plain(call["arguments"]!)));
                var plan = plans.PlanOf(calls);
                var faults = Check(plans, plan with { Steps = [.. plan.Steps.Reverse()] });
                faults.Any(fault => fault.Detail.Contains("stands later", StringComparison.Ordinal)).ShouldBe(refers);
                refused += refers ? 1 : 0;
            }
        }

        refused.ShouldBeGreaterThan(150);
    }

    [Fact]
    public void A_circle_through_any_two_steps_is_refused()
    {
        foreach (var plans in NestfulPlans.Load(isTyped: false))
        {
            foreach (var calls in plans.Sequences)
            {
                var plan = plans.PlanOf(calls);
                var last = plan.Steps[^1].Id;
                var circle = plan with { Steps = [plan.Steps[0] with { After = [last] }, .. plan.Steps.Skip(1).Select(step => step with { After = [plan.Steps[0].Id] })] };
                Check(plans, circle).ShouldContain(fault => fault.Code == ProblemWords.PlanCycle);
            }
        }
    }

    [Fact]
    public void With_the_declared_types_a_value_of_another_type_is_refused_and_nothing_else()
    {
        var refused = 0;
        foreach (var plans in NestfulPlans.Load(isTyped: true))
        {
            foreach (var calls in plans.Sequences)
            {
                var truth = plans.FaultsOf(calls);
                foreach (var fault in Check(plans, plans.PlanOf(calls)).Where(fault => fault.Code == ProblemWords.ArgInvalid && !truth.Odd.Exists(odd => fault.Detail.Contains(odd + ": there is no such", StringComparison.Ordinal))))
                {
                    fault.Detail.ShouldMatch("(is an? (object|array|string|number|integer|boolean), wanted is an? |must be an? (object|array|string|number|integer|boolean), is an? )");
                    refused++;
                }
            }
        }

        refused.ShouldBeGreaterThan(40);
    }

    // The name a fault is about: an intent in quotes, or the parameter after the step.
    private static List<string> Names(IReadOnlyList<Problem> faults, string code, string words) =>
        [.. faults.Where(fault => fault.Code == code && fault.Detail.Contains(words, StringComparison.Ordinal)).Select(fault =>
            code is ProblemWords.PlanUnknownIntent or ProblemWords.ArgMissing ? fault.Detail.Split('\'')[1] : fault.Detail.Split("), ")[1].Split(':')[0])];

    private static IReadOnlyList<Problem> Check(NestfulPlans plans, Plan plan) => new PlanCheck(new GuardBench()).Check(plan, new PlanRequest
    {
        Text = "",
        Subject = Shop.Ada,
        Catalogue = plans.Catalogue,
        Visible = plans.Catalogue.VisibleTo(Shop.Ada),
        Budget = new RunBudget(4, 1000, 1),
    });
}
