using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Intents.Spine;
using Banyan.Wire;

namespace Banyan.Intents.Settings.Deciding;

/// <summary>
/// What operators decide while it runs: stages, overlaps, approvals. A decision is stored with its act in the audit log, stands before the file, is in force here at once and on every
/// node within two seconds. Throws <see cref="StoreAwayException"/> while the store can't be reached; nothing is changed then.
/// </summary>
public sealed class IntentDecisions
{
    private readonly IDecisionStore _store;
    private readonly DecisionWatch _watch;
    private readonly ICatalogueView _view;
    private readonly IIntentSettings _settings;
    private readonly (IChangeNotices Notices, TimeProvider Time) _around;

    internal IntentDecisions(IDecisionStore store, DecisionWatch watch, ICatalogueView view, IIntentSettings settings, (IChangeNotices Notices, TimeProvider Time) around) =>
        (_store, _watch, _view, _settings, _around) = (store, watch, view, settings, around);

    /// <summary>Moves an intent to a stage.</summary>
    /// <param name="by">Who decides.</param>
    /// <param name="key">The intent.</param>
    /// <param name="stage"><c>legacy shadow canary modern modern-only</c>.</param>
    /// <param name="percent">Share of people on the modern side, 0 to 100: asked for with a canary, refused with any other.</param>
    /// <param name="reason">Why; 1 to 500 characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why not: <c>not_found</c>, <c>invalid_request</c>, or <c>conflict</c> when the intent has one side only; null when it is decided.</returns>
    public async Task<Failure?> SetStageAsync(Caller by, string key, string stage, double? percent, string reason, CancellationToken cancellationToken)
    {
        if (!_view.Current.Catalogue.Intents.TryGetValue(key, out var intent))
        {
            return Missing("intent", key);
        }

        if (reason.Trim().Length is 0 or > 500)
        {
            return Invalid("reason", "A stage is moved for a reason of 1 to 500 characters.");
        }

        if ((stage == "canary") != (percent is >= 0 and <= 100) || StageWords.Parse(stage == "canary" ? "canary:0" : stage) is not { } parsed)
        {
            return Invalid("stage", "A stage is legacy, shadow, modern, modern-only, or canary with a share of 0 to 100 percent.");
        }

        if (intent is not { Legacy.IsCompatible: true, Modern.IsCompatible: true })
        {
            return new Failure(FailureKind.CallerFault, "conflict", $"'{key}' has one side that can serve it; a stage chooses between two.") { Param = "key" };
        }

        var before = _settings.Current.Stages.GetValueOrDefault(key) is { } was ? StageWords.Of(was.Stage, was.Percent) : null;
        await PutAsync(by, new Change(DecisionKind.Stage, key, StageWords.Of(parsed.Stage, percent ?? 0), before, reason, "setIntentStage", $"intent:{key}"), cancellationToken);
        return null;
    }

    /// <summary>Decides whether two operations are one intent.</summary>
    /// <returns>Why not: <c>not_found</c> when nothing of that id was proposed; null when it is decided.</returns>
    public async Task<Failure?> DecideOverlapAsync(Caller by, string proposalId, bool accept, CancellationToken cancellationToken)
    {
        if (_view.Current.Proposals.FirstOrDefault(one => one.Id == proposalId) is not { } proposal)
        {
            return Missing("overlap", proposalId);
        }

        var pair = DecisionMerge.PairKey(proposal.Legacy, proposal.Modern);
        await PutAsync(by, new Change(DecisionKind.Overlap, pair, accept ? "accept" : "reject", proposal.Status, "", "decideOverlap", $"overlap:{proposalId}"), cancellationToken);
        return null;
    }

    /// <summary>Lets a definition serve that waits for an operator.</summary>
    /// <returns>Why not: <c>not_found</c> when nothing of that intent waits, <c>conflict</c> when approving does not help; null when it is decided.</returns>
    public async Task<Failure?> ApproveAsync(Caller by, string key, CancellationToken cancellationToken)
    {
        if (_view.Current.Quarantined.FirstOrDefault(one => one.Key == key) is not { } waiting)
        {
            return Missing("waiting definition", key);
        }

        if (waiting.Hash is not { } hash)
        {
            return new Failure(FailureKind.CallerFault, "conflict", $"Approving '{key}' does not help: {waiting.Reason}") { Param = "key" };
        }

        await PutAsync(by, new Change(DecisionKind.Approval, key, hash, _settings.Current.Approved.GetValueOrDefault(key), "", "approveIntentChange", $"intent:{key}"), cancellationToken);
        return null;
    }

    private async Task PutAsync(Caller by, Change change, CancellationToken cancellationToken)
    {
        var now = _around.Time.GetUtcNow();
        var actor = $"key:{by.KeyId}";
        var act = new AuditAct { Id = Guid.CreateVersion7(now), At = now, Tenant = by.Tenant, Actor = actor, Action = change.Action, Target = change.Target, Detail = change.Detail() };
        await _store.PutAsync(new OperatorDecision(change.Kind, change.Key, change.Value, actor, change.Reason, now), act, cancellationToken);
        await _watch.LookAsync(cancellationToken);
        await _around.Notices.TellAsync(DecisionWatch.Topic, change.Kind.ToString(), cancellationToken);
    }

    private static Failure Missing(string what, string name) => new(FailureKind.CallerFault, "not_found", $"There is no {what} '{name}'.");

    private static Failure Invalid(string param, string message) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };

    private sealed record Change(DecisionKind Kind, string Key, string Value, string? Before, string Reason, string Action, string Target)
    {
        public string Detail() => JsonSerializer.Serialize(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["before"] = Before, ["after"] = Value, ["reason"] = Reason }, DecisionJson.Default.DictionaryStringString);
    }
}
