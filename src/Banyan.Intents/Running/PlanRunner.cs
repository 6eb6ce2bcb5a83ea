using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Running.Stepping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running;

/// <summary>Carries out plans.</summary>
internal sealed class PlanRunner(StepParts parts, RunTaking taking, IIntentCatalogue catalogue) : IRunner
{
    /// <inheritdoc />
    public Task<RunBeginning> BeginAsync(RunMessage message, CancellationToken cancellationToken) => taking.BeginAsync(message, cancellationToken);

    /// <inheritdoc />
    public Task<RunHold?> TakeAsync(string tenant, string runId, CancellationToken cancellationToken) => taking.TakeAsync(tenant, runId, cancellationToken);

    /// <inheritdoc />
    public async Task<RunOutcome> RunAsync(RunHold run, RunScope scope, RunBudget budget, CancellationToken cancellationToken)
    {
        var pin = new RunPin
        {
            Plan = scope.Plan,
            Subject = scope.Subject,
            UserWords = scope.UserWords,
            IsDirect = scope.IsDirect,
            Entities = scope.Entities,
            Spent = budget.Spent,
            Definitions = scope.Plan.Steps.Select(step => step.Intent).Distinct(StringComparer.Ordinal)
                .Where(scope.Catalogue.Intents.ContainsKey)
                .ToDictionary(key => key, key => scope.Catalogue.Intents[key].Hash, StringComparer.Ordinal),
        };
        await run.AppendAsync(RunStatus.Running, [new JournalEntry(EventKinds.PlanAccepted, RunJson.Write(pin, RunJson.Default.RunPin))], cancellationToken);
        return await WorkAsync(run, scope, budget, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<RunOutcome> ConfirmAsync(RunHold run, ConfirmationReply reply, RunBudget budget, CancellationToken cancellationToken)
    {
        var scope = Scope(run);
        if (run.State.Waits is not { } waits
            || waits.Code != reply.Code
            || reply.Subject.Tenant != run.Run.Tenant
            || reply.Subject.Id != run.Run.SubjectId
            || reply.ConversationId != run.Run.ConversationId)
        {
            return Standing(run, scope, new Problem(ProblemWords.ConfirmMismatch, "There is no such confirmation to answer here."));
        }

        var isLate = parts.Time.GetUtcNow() >= waits.ExpiresAt;
        var state = isLate ? "expired" : reply.IsApproved ? "given" : "declined";
        if (!await AnswerAsync(run, new ConfirmationAnswered(reply.Code, state, reply.MessageId, reply.IsAllOrNothing), cancellationToken))
        {
            return Standing(run, scope, new Problem(ProblemWords.ConfirmMismatch, "This confirmation was answered already, or cancelled."));
        }

        var outcome = await WorkAsync(run, scope, budget, cancellationToken);
        return isLate ? outcome with { Problem = new Problem(ProblemWords.ConfirmExpired, "The confirmation came too late; ask again.") } : outcome;
    }

    /// <inheritdoc />
    public async Task<RunOutcome> ResumeAsync(RunHold run, RunBudget budget, CancellationToken cancellationToken)
    {
        var scope = Scope(run);
        if (run.State.Waits is { } waits)
        {
            if (parts.Time.GetUtcNow() < waits.ExpiresAt && !run.IsCancelAsked)
            {
                return Standing(run, scope, null);
            }

            // Used up or cancelled in the store already: the journal follows.
            var over = new ConfirmationAnswered(waits.Code, run.IsCancelAsked ? "cancelled" : "expired", null, false);
            if (!await AnswerAsync(run, over, cancellationToken))
            {
                await run.AppendAsync(RunStatus.Running, [Answered(over)], cancellationToken);
            }
        }

        return await WorkAsync(run, scope, budget, cancellationToken);
    }

    /// <inheritdoc />
    public Task<bool> CancelAsync(Subject subject, string runId, CancellationToken cancellationToken) =>
        parts.Hold.Journal.AskCancelAsync(subject.Tenant, subject.Id, runId, cancellationToken);

    private static Task<bool> AnswerAsync(RunHold run, ConfirmationAnswered answered, CancellationToken cancellationToken) =>
        run.UseAsync(new ConfirmationUse(run.Run.SubjectId, answered.Code, answered.State, run.Now()), [Answered(answered)], cancellationToken);

    private static JournalEntry Answered(ConfirmationAnswered answered) => new(EventKinds.ConfirmationGiven, RunJson.Write(answered, RunJson.Default.ConfirmationAnswered));

    private async Task<RunOutcome> WorkAsync(RunHold run, RunScope scope, RunBudget budget, CancellationToken cancellationToken)
    {
        try
        {
            return await new RunLoop(parts, run, scope, budget).RunAsync(cancellationToken);
        }
        finally
        {
            parts.Cache.Forget(scope.RunId);
        }
    }

    private static RunOutcome Standing(RunHold run, RunScope scope, Problem? problem) => new()
    {
        Status = run.State.Status,
        Scope = scope with { Ended = run.State.Ended },
        Confirmation = run.State.Waits,
        Problem = problem,
    };

    /// <summary>The run as it was pinned. A catalogue that is gone is replaced by the one in force when the definitions are the same; else nothing of it can be run any more.</summary>
    private RunScope Scope(RunHold run)
    {
        var pin = run.State.Pin ?? throw new InvalidOperationException("A run without a plan can't be carried on.");
        var pinned = catalogue.Find(pin.Plan.CatalogueVersion);
        var now = catalogue.Current;
        var fits = pin.Definitions.All(one => now.Intents.GetValueOrDefault(one.Key)?.Hash == one.Value);
        return new RunScope
        {
            RunId = run.Run.Id,
            ConversationId = run.Run.ConversationId,
            ClientMessageId = run.Run.ClientMessageId,
            Subject = pin.Subject,
            Plan = pin.Plan,
            Catalogue = pinned ?? (fits ? now : IntentCatalogue.Empty),
            UserWords = pin.UserWords,
            IsDirect = pin.IsDirect,
            Entities = pin.Entities,
            Ended = run.State.Ended,
        };
    }
}
