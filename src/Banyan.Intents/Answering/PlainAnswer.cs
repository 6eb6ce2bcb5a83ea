using Banyan.Intents.Answering.Templates;
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
        var template = scope.Plan.AnswerTemplate is { } text && Fits(text, scope) ? new TemplateRenderer(scope).Render(text) : null;
        if (template is { Length: > 0 })
        {
            parts.Add(template);
        }

        foreach (var step in scope.Plan.Steps)
        {
            if (scope.Ended.TryGetValue(step.Id, out var outcome))
            {
                var isTold = template is { Length: > 0 } && Tells(scope.Plan.AnswerTemplate!, step.Id, outcome.Status);
                parts.Add(isTold ? "" : outcome.Status == StepStatus.Succeeded ? StepWording.Done(step, outcome, IntentOf(scope, step)) : NotDone(scope, step) ?? "");
            }
        }

        return parts;
    }

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

    /// <summary>A template fits when no value it names outright belongs to a step that did not succeed.</summary>
    private static bool Fits(string template, RunScope scope) =>
        TemplateParser.Parse(template) is { } nodes && nodes.OfType<TemplateNode.Value>().All(value => Succeeded(scope, value.Path)) && nodes.OfType<TemplateNode.Each>().All(each => Succeeded(scope, each.Path));

    private static bool Succeeded(RunScope scope, string path)
    {
        var step = path.Split('.')[0];
        return !scope.Plan.Steps.Any(one => one.Id == step) || (scope.Ended.TryGetValue(step, out var outcome) && outcome.Status == StepStatus.Succeeded);
    }

    /// <summary>Whether a template speaks of a step that ended so.</summary>
    private static bool Tells(string template, string step, StepStatus status)
    {
        var word = status switch
        {
            StepStatus.Succeeded => "ok",
            StepStatus.Skipped => "skipped",
            StepStatus.Denied => "denied",
            StepStatus.Failed => "failed",
            StepStatus.UnknownOutcome => "unknown",
            StepStatus.Blocked => "blocked",
            _ => "",
        };
        return template.Contains($"{{?{step}.{word}:", StringComparison.Ordinal)
            || (status == StepStatus.Succeeded && (template.Contains($"{{{step}.", StringComparison.Ordinal) || template.Contains($"{{#{step}", StringComparison.Ordinal) || template.Contains($"{{?{step}.", StringComparison.Ordinal)));
    }
}
