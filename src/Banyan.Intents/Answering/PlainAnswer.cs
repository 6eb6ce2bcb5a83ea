using Banyan.Intents.Answering.Templates;
using Banyan.Intents.Conditions.Templates;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Answering;

/// <summary>An answer made by code alone: the plan's template where it fits, every part that was not done, what nobody could do, and the questions.</summary>
internal static class PlainAnswer
{
    private const string SubjectRefused = "I can only show or change what is yours, so I did nothing with that.";

    /// <summary>The answer; never empty.</summary>
    public static string Write(AnswerRequest request)
    {
        var parts = new List<string>();
        parts.AddRange(Opening(request.Scope.Plan));
        parts.AddRange(Steps(request.Scope));
        parts.AddRange(Closing(request));
        return parts.Count == 0 ? "There was nothing to do." : string.Join("\n", parts.Where(part => part.Length > 0));
    }

    /// <summary>Everything that must be told whatever a model words: parts not done, unmet, stopped, asked.</summary>
    public static IReadOnlyList<string> MustTell(AnswerRequest request) =>
        [.. request.Scope.Plan.Steps.Select(step => NotDone(request.Scope, step)).OfType<string>(), .. Closing(request)];

    private static IEnumerable<string> Opening(Plan plan) => plan.Kind switch
    {
        PlanKind.Refuse => [plan.Words is null or ProblemWords.DeniedSubject ? SubjectRefused : plan.Words.StartsWith("denied_", StringComparison.Ordinal) ? "I can't do that." : plan.Words],
        PlanKind.Answer => [plan.Words ?? ""],
        PlanKind.Execute or PlanKind.Clarify => [],
    };

    private static List<string> Steps(RunScope scope)
    {
        var parts = new List<string>();
        var template = scope.Plan.AnswerTemplate is { } text ? TemplateReader.Read(text).Parts : [];
        var isTold = template.Count > 0 && TemplateReach.Needs(template).All(step => Succeeded(scope, step));
        if (isTold)
        {
            parts.Add(new TemplateRenderer(scope).Render(template));
        }

        foreach (var step in scope.Plan.Steps)
        {
            if (scope.Ended.TryGetValue(step.Id, out var outcome) && !(isTold && IsToldBy(template, step, outcome)))
            {
                parts.Add(outcome.Status == StepStatus.Succeeded ? StepWording.Done(step, outcome, IntentOf(scope, step)) : NotDone(scope, step) ?? "");
            }
        }

        return parts;
    }

    /// <summary>Whether the template has words for how a step ended; whoever could not be judged is told by code, for "does not hold" would be wrong.</summary>
    private static bool IsToldBy(IReadOnlyList<TemplatePart> template, PlanStep step, StepOutcome outcome) =>
        EndWords.Of(outcome.Status) is { } word && TemplateReach.Tells(template, step.Id, word) && outcome.Condition?.Value != "unknown";

    private static IEnumerable<string> Closing(AnswerRequest request)
    {
        if (request.Scope.Plan.Unmet.Count > 0)
        {
            yield return $"I can't help with this here: {string.Join("; ", request.Scope.Plan.Unmet)}.";
        }

        if (request.Problem is { Code: ProblemWords.BudgetExceeded })
        {
            yield return "Stopped: this message has reached its limits.";
        }

        foreach (var step in request.Undoable)
        {
            var planned = request.Scope.Plan.Steps.FirstOrDefault(one => one.Id == step);
            if (planned is not null)
            {
                yield return $"{IntentOf(request.Scope, planned)?.Title ?? planned.Intent}: this part is done and could be taken back; say so if you want that.";
            }
        }

        foreach (var question in Questions(request))
        {
            yield return question;
        }
    }

    private static IEnumerable<string> Questions(AnswerRequest request) =>
        new[] { request.Scope.Plan.Clarify }.OfType<Clarification>().Concat(request.Asks).Select(ask => ask.Question).Distinct(StringComparer.Ordinal);

    private static string? NotDone(RunScope scope, PlanStep step) =>
        scope.Ended.TryGetValue(step.Id, out var outcome) ? StepWording.NotDone(step, outcome, IntentOf(scope, step)) : null;

    private static Intent? IntentOf(RunScope scope, PlanStep step) => scope.Catalogue.Intents.GetValueOrDefault(step.Intent);

    private static bool Succeeded(RunScope scope, string step) =>
        !scope.Plan.Steps.Any(one => one.Id == step) || (scope.Ended.TryGetValue(step, out var outcome) && outcome.Status == StepStatus.Succeeded);
}
