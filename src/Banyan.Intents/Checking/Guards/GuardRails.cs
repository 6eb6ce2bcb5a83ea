using System.Globalization;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Intents.Checking.Binding;
using Banyan.Intents.Checking.Output;
using Banyan.Intents.Conditions;
using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Guards;

/// <summary>The checks right before a step is sent, in the order of security, and on its result right after. All code; the first no ends it.</summary>
internal sealed class GuardRails(OwnerGuard owners, StepWindows windows, IIntentSettings settings, ISwitches switches, TimeProvider time) : IGuardRails
{
    /// <inheritdoc/>
    public BindResult Bind(PlanStep step, RunScope scope) =>
        IntentOf(step, scope) is { } intent
            ? Binder.Bind(intent, step, scope, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), ConditionInput.ZoneOf(scope.Subject)).DateTime))
            : new BindResult(null, new Problem(ProblemWords.DeniedScope, GuardWords.NotHere), null);

    /// <inheritdoc/>
    public async ValueTask<GuardResult> CheckAsync(PlanStep step, BoundArguments arguments, RunScope scope, CancellationToken cancellationToken)
    {
        var course = new GuardCourse();
        if (IntentOf(step, scope) is not { } intent)
        {
            return course.No("catalogue", ProblemWords.DeniedScope, GuardWords.NotHere);
        }

        if (Before(course, intent, arguments, scope) is { } refused)
        {
            return refused;
        }

        var proof = await owners.ProveAsync(intent, arguments, scope, cancellationToken);
        if (proof.Problem is { } unowned)
        {
            return course.No("owner", unowned.Code, unowned.Detail);
        }

        course.Yes("owner");
        return After(course, step, arguments, scope, proof);
    }

    /// <inheritdoc/>
    public Problem? Absent(Intent intent, BoundArguments arguments, RunScope scope)
    {
        if (intent.IsPublic || intent.Owner is null || CallerBinding.ReachesAny(intent, scope.Subject))
        {
            return null;
        }

        owners.CountForeign(intent, arguments, scope.Subject);
        return OwnerProof.NotYours.Problem;
    }

    /// <inheritdoc/>
    public OutputResult CheckOutput(Intent intent, BoundArguments arguments, JsonElement value, RunScope scope)
    {
        var result = OutputGuard.Check(intent, arguments, value, scope);
        if (result.Problem?.Code == ProblemWords.DeniedOwner)
        {
            owners.CountForeign(intent, arguments, scope.Subject);
        }

        return result;
    }

    // Catalogue, caller, schema, subject.
    private GuardResult? Before(GuardCourse course, Intent intent, BoundArguments arguments, RunScope scope)
    {
        if (intent.Quarantine is not null)
        {
            return course.No("catalogue", ProblemWords.IntentQuarantined, "That waits for an operator's approval.");
        }

        if ((switches.OfIntent(scope.Subject.Tenant, intent.Key) ?? switches.Of(scope.Subject.Caller)) is not null)
        {
            return course.No("catalogue", ProblemWords.IntentStopped, "That is switched off for now.");
        }

        course.Yes("catalogue");
        if (!intent.Scopes.All(scope.Subject.Holds) || !scope.Subject.Caller.Grants.MayRun(intent.Key))
        {
            return course.No("scope", ProblemWords.DeniedScope, GuardWords.NotHere);
        }

        course.Yes("scope");
        if (StrictSchema.Of(intent.Params).Validate(arguments.Value) is { Count: > 0 } faults)
        {
            return course.No("schema", faults.All(fault => fault.Keyword == "required") ? ProblemWords.ArgMissing : ProblemWords.ArgInvalid, string.Join("; ", faults.Select(fault => $"{fault.Path[1..].TrimStart('.')} {fault.Message}".Trim())) + ".");
        }

        course.Yes("schema");
        foreach (var name in arguments.Value.EnumerateObject().Select(member => member.Name))
        {
            if (CallerBinding.Of(intent, name) is { } binding && !CallerBinding.IsFree(intent, name, scope.Subject)
                && !(arguments.Provenance.GetValueOrDefault(name) == Provenance.CallerBound && CallerBinding.Value(binding.Field, scope.Subject) is { } own && JsonElement.DeepEquals(own, arguments.Value.GetProperty(name))))
            {
                return course.No("subject", ProblemWords.DeniedSubject, GuardWords.NotYours);
            }
        }

        course.Yes("subject");
        return null;
    }

    // Taint, rate, cost, confirmation.
    private GuardResult After(GuardCourse course, PlanStep step, BoundArguments arguments, RunScope scope, OwnerProof proof)
    {
        var intent = scope.Catalogue.Intents[step.Intent];
        var (denied, told) = TaintGuard.Look(intent, step, arguments, scope);
        if (denied is not null)
        {
            return course.No("taint", denied.Code, denied.Detail);
        }

        course.Yes("taint");
        if (windows.Over(scope.Subject, intent) is { } tooMuch)
        {
            return course.No("rate", ProblemWords.BudgetExceeded, tooMuch);
        }

        course.Yes("rate");
        var spent = scope.Ended.Values.Sum(ended => scope.Catalogue.Intents.GetValueOrDefault(ended.Intent) is { } done && ended.Status is StepStatus.Succeeded or StepStatus.UnknownOutcome ? done.CostUsd : 0);
        if (spent + intent.CostUsd > settings.Current.Limits.Usd && intent.CostUsd > 0)
        {
            return course.No("cost", ProblemWords.BudgetExceeded, "That would cost more than a message may spend.");
        }

        course.Yes("cost");
        if (NeedOf(step, intent, arguments, scope, (proof.Record, told)) is { } need)
        {
            return course.Ask(need, proof.IsOwned);
        }

        course.Yes("confirmation");
        windows.Take(scope.Subject, intent);
        return course.Passed(proof.IsOwned);
    }

    private ConfirmationNeed? NeedOf(PlanStep step, Intent intent, BoundArguments arguments, RunScope scope, (JsonElement? Record, IReadOnlyList<string> Told) known)
    {
        if (known.Told.Count == 0 && !ConfirmationRule.IsNeeded(intent, arguments, scope))
        {
            return null;
        }

        var evidence = step.When?.Expr is { } expr && ExprParser.Parse(expr).Root is { } root ? ExprEvaluator.Evaluate(Placed(root, step, scope), ConditionInput.Of(scope, time)).Evidence : new Dictionary<string, string>(StringComparer.Ordinal);
        var hash = ConfirmationRule.Hash(step, intent, arguments, scope, evidence);
        return scope.Confirmed.Contains(hash) ? null : new ConfirmationNeed(hash, ConfirmationWords.Of(step, intent, arguments, known.Record, (evidence, known.Told)));
    }

    // A step of a list (s2#3) asks about its own element.
    private static Expr Placed(Expr root, PlanStep step, RunScope scope)
    {
        var hash = step.Id.IndexOf('#', StringComparison.Ordinal);
        var whole = hash < 0 ? null : scope.Plan.Steps.FirstOrDefault(one => one.Id == step.Id[..hash]);
        return whole?.Args.Values.OfType<Argument.Each>().FirstOrDefault() is { } each && int.TryParse(step.Id.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && ValuePath.Read(each.List).Path is { } list ? root.PutElement(list with { Parts = [.. list.Parts, new PathPart(null, number - 1)] }) : root;
    }

    private static Intent? IntentOf(PlanStep step, RunScope scope) => scope.Catalogue.Intents.GetValueOrDefault(step.Intent);
}
