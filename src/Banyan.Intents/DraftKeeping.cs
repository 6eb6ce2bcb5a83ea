using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>Cuts out of a plan what still waits for the user: the steps that lack something, with the reads they refer to, so that the next message completes them.</summary>
internal static class DraftKeeping
{
    /// <summary>The part that waits; null when nothing does.</summary>
    /// <param name="plan">The whole plan.</param>
    /// <param name="asks">Questions of steps, beside the plan's own.</param>
    /// <param name="ended">What has ended.</param>
    /// <param name="catalogue">The plan's intents.</param>
    public static Plan? Of(Plan plan, IReadOnlyList<Clarification> asks, IReadOnlyDictionary<string, StepOutcome> ended, IntentCatalogue catalogue)
    {
        var questions = new[] { plan.Clarify }.OfType<Clarification>().Concat(asks).ToList();
        if (questions.Count == 0)
        {
            return null;
        }

        var isDone = plan.Steps.Where(step => ended.TryGetValue(step.Id, out var outcome) && outcome.Status is not (StepStatus.Pending or StepStatus.Blocked)).Select(step => step.Id).ToHashSet(StringComparer.Ordinal);
        var kept = plan.Steps.Where(step => !isDone.Contains(step.Id)).Select(step => step.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var step in plan.Steps.Reverse().Where(step => kept.Contains(step.Id)).ToList())
        {
            kept.UnionWith(Needs(step, plan).Where(id => IsRead(plan, id, catalogue)));
        }

        return plan with
        {
            Kind = kept.Count == 0 ? PlanKind.Clarify : PlanKind.Execute,
            Steps = [.. plan.Steps.Where(step => kept.Contains(step.Id)).Select(step => step with { After = [.. step.After.Where(kept.Contains)] })],
            Clarify = new Clarification(
                string.Join(' ', questions.Select(ask => ask.Question).Distinct(StringComparer.Ordinal)),
                [.. questions.SelectMany(ask => ask.Missing).Distinct()],
                [.. questions.SelectMany(ask => ask.Candidates).Distinct(StringComparer.Ordinal)]),
            AnswerTemplate = null,
            Unmet = [],
        };
    }

    private static IEnumerable<string> Needs(PlanStep step, Plan plan) => plan.Steps
        .Where(other => other.Id != step.Id && (step.Args.Values.Any(argument => RefersTo(argument, other.Id)) || step.When?.Expr?.Contains(other.Id + ".", StringComparison.Ordinal) == true))
        .Select(other => other.Id);

    private static bool RefersTo(Argument argument, string step) => argument switch
    {
        Argument.Reference reference => reference.Path.StartsWith(step + ".", StringComparison.Ordinal),
        Argument.Each each => each.List.StartsWith(step + ".", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsRead(Plan plan, string id, IntentCatalogue catalogue) =>
        plan.Steps.FirstOrDefault(step => step.Id == id) is { } step && catalogue.Intents.TryGetValue(step.Intent, out var intent) && intent.Effect == Effect.Read;
}
