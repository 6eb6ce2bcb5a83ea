using System.Text.Json;
using Banyan.Intents.Conditions;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Sending;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>Guard rails that bind what the plan says and want a yes for every write, or for none.</summary>
internal sealed class PlainGuards : IGuardRails
{
    public bool ConfirmsWrites { get; init; } = true;

    /// <summary>Refuses a step; null lets it pass.</summary>
    public Func<PlanStep, Problem?> Denies { get; set; } = _ => null;

    public BindResult Bind(PlanStep step, RunScope scope)
    {
        var (values, sources) = (new Dictionary<string, JsonElement>(StringComparer.Ordinal), new Dictionary<string, Provenance>(StringComparer.Ordinal));
        foreach (var (name, argument) in step.Args)
        {
            var value = argument switch
            {
                Argument.Literal literal => literal.Value,
                Argument.Reference reference => Read(reference.Path, scope),
                _ => null,
            };
            if (value is not { } found)
            {
                return new BindResult(null, new Problem(ProblemWords.RefMissing, name), null);
            }

            (values[name], sources[name]) = (found, argument is Argument.Literal ? Provenance.User : Provenance.Tool("x", false));
        }

        return new BindResult(new BoundArguments(JsonSerializer.SerializeToElement(values), sources), null, null);
    }

    public ValueTask<GuardResult> CheckAsync(PlanStep step, BoundArguments arguments, RunScope scope, CancellationToken cancellationToken)
    {
        var hash = IdempotencyKey.Of(scope, step.Id, step.Intent, arguments.Value);
        var need = ConfirmsWrites && scope.Catalogue.Intents[step.Intent].Effect != Effect.Read && !scope.Confirmed.Contains(hash) ? new ConfirmationNeed(hash, step.Intent + "?") : null;
        return new(new GuardResult([new GuardDecision("confirmation", need is null)], Denies(step), need, true));
    }

    public OutputResult CheckOutput(Intent intent, BoundArguments arguments, JsonElement value, RunScope scope) => new(value, true, 0, null);

    private static JsonElement? Read(string path, RunScope scope) =>
        ValuePath.Read(path).Path is { } place && scope.Ended.GetValueOrDefault(place.Root)?.Value is { } value ? place.In(value) : null;
}

/// <summary>Routes to the one side an intent has; to both when it has both.</summary>
internal sealed class PlainRoutes : IRoutes
{
    public List<RouteReport> Reports { get; } = [];

    public List<(string Family, Generation Side)> Bound { get; } = [];

    public ValueTask<RouteChoice> ChooseAsync(Intent intent, Subject subject, CancellationToken cancellationToken) =>
        new(new RouteChoice(intent.Modern ?? intent.Legacy, intent.Modern is null ? null : intent.Legacy, null, "modern", "primary", null));

    public void Report(RouteReport report)
    {
        lock (Reports)
        {
            Reports.Add(report);
        }
    }

    public ValueTask BindAsync(Intent intent, Subject subject, Generation side, CancellationToken cancellationToken)
    {
        Bound.Add((intent.Family, side));
        return default;
    }

    public void Shadow(ShadowRead read)
    {
    }
}

internal sealed class PlainCatalogue(IntentCatalogue current) : IIntentCatalogue
{
    public List<string> Suspected { get; } = [];

    public IntentCatalogue Current { get; set; } = current;

    public bool Forgets { get; set; }

    public IntentCatalogue? Find(string version) => !Forgets && version == Current.Version ? Current : null;

    public void Suspect(Backend backend) => Suspected.Add(backend.Name);
}

internal sealed class PlainSettings : IIntentSettings
{
    public IntentSettings Current { get; set; } = new();

    public IDisposable OnChange(Action changed) => throw new NotSupportedException("Nothing here listens.");
}

internal sealed class PlainJudge : IConditionJudge
{
    public List<string[]> Calls { get; } = [];

    public Func<PlanStep, string> Says { get; set; } = _ => "unknown";

    public ValueTask<IReadOnlyDictionary<string, string>> JudgeAsync(IReadOnlyList<PlanStep> steps, RunScope scope, RunBudget budget, CancellationToken cancellationToken)
    {
        Calls.Add([.. steps.Select(step => step.Id)]);
        return new(steps.ToDictionary(step => step.Id, Says, StringComparer.Ordinal));
    }
}

internal sealed class NoSecrets : IBackendSecrets
{
    public string? Reveal(string keyRef) => null;
}

/// <summary>Closes what was carried on, with the statuses as the answer.</summary>
internal sealed class PlainContinuation : IRunContinuation
{
    public List<(string RunId, RunOutcome? Outcome)> Finished { get; } = [];

    /// <summary>What each was known to have spent before it was finished.</summary>
    public List<Spending> Spent { get; } = [];

    public async Task FinishAsync(RunHold run, RunOutcome? outcome, RunBudget budget, CancellationToken cancellationToken)
    {
        Finished.Add((run.Run.Id, outcome));
        Spent.Add(budget.Spent);
        await Texts.CloseAsync(run, outcome?.Status ?? RunStatus.Failed);
    }
}
