using Banyan.Intents.Answering;
using Banyan.Intents.Memory;
using Banyan.Intents.Running;
using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>The way of one message: context, plan, check, run, answer. This order is the orchestrator.</summary>
internal sealed class MessageFlow(FlowParts parts) : IRunContinuation
{
    private const string NotUnderstood = "I could not turn that into something I can safely do. Could you say it in other words?";

    /// <summary>Carries a new message through.</summary>
    public Task HandleAsync(RunHold run, IncomingMessage message, PhaseTimes phases, CancellationToken cancellationToken) =>
        HandleAsync(run, message, parts.NewBudget(), phases, cancellationToken);

    private async Task HandleAsync(RunHold run, IncomingMessage message, RunBudget budget, PhaseTimes phases, CancellationToken cancellationToken)
    {
        var (subject, talk) = (message.Subject, message.Conversation);

        // 1 context: what was said before, then the message itself is kept.
        var isDirect = message.Call is not null;
        var open = isDirect ? OpenTurn.Nothing : await parts.Memory.OpenAsync(subject, talk, cancellationToken);
        var view = isDirect ? ConversationView.Empty : await parts.Memory.ViewAsync(subject, talk, open, cancellationToken);
        await parts.Memory.AppendAsync(subject, talk, new SaidMessage("user", message.ClientMessageId, message.Text, run.Run.Id, []), cancellationToken);
        phases.ContextBuilt();

        // 2 plan, by a model or by words; 3 it comes proved as a whole, or becomes a question.
        var catalogue = parts.Catalogue.Current;
        var request = new PlanRequest { Text = message.Text, Subject = subject, Catalogue = catalogue, Visible = catalogue.VisibleTo(subject), Conversation = view, Budget = budget, Call = message.Call };
        var proved = await parts.Planner.PlanAsync(request, cancellationToken);
        phases.Planned(proved.Proving);
        var plan = proved.Faults.Count == 0 ? proved.Plan : Ask(proved.Plan, proved.Faults);
        parts.Demand.Asked(subject, [.. plan.Steps.Select(step => step.Intent).Distinct(StringComparer.Ordinal)], plan.Unmet);

        // 4 run: guard rails before every step, journal before every effect.
        var scope = new RunScope
        {
            RunId = run.Run.Id,
            ConversationId = run.Run.ConversationId,
            ClientMessageId = message.ClientMessageId,
            Subject = subject,
            Plan = plan,
            Catalogue = catalogue,
            IsDirect = isDirect,
            UserWords = isDirect ? [] : [.. open.DraftWords, message.Text],
            Entities = view.Entities,
            Ended = new Dictionary<string, StepOutcome>(StringComparer.Ordinal),
        };
        var outcome = await parts.Runner.RunAsync(run, scope, budget, cancellationToken);
        phases.Ran();

        // 5 answer, kept and told.
        await FinishAsync(new Telling(run, outcome, budget, phases) { Text = message.Text, MessageId = message.ClientMessageId, Said = view.Messages }, cancellationToken);
    }

    /// <summary>Carries a reply to a confirmation through: no model, the journal's own words.</summary>
    public async Task ConfirmAsync(RunHold run, ConfirmationReply reply, PhaseTimes phases, CancellationToken cancellationToken)
    {
        var budget = parts.NewBudget();
        var outcome = await parts.Runner.ConfirmAsync(run, reply, budget, cancellationToken);
        phases.Ran();
        await FinishAsync(new Telling(run, outcome, budget, phases) { Text = LastWords(outcome.Scope), MessageId = reply.MessageId ?? reply.Code }, cancellationToken);
    }

    /// <inheritdoc />
    public async Task FinishAsync(RunHold run, RunOutcome? outcome, RunBudget budget, CancellationToken cancellationToken)
    {
        var phases = new PhaseTimes(parts.Time);
        if (outcome is not null)
        {
            await FinishAsync(new Telling(run, outcome, budget, phases) { Text = LastWords(outcome.Scope), MessageId = outcome.Scope.ClientMessageId }, cancellationToken);
            return;
        }

        // Its node died before a plan was accepted, so nothing was done: the message is carried through from its start.
        await HandleAsync(run, JournalledMessage.Read(run.State.Message), budget, phases, cancellationToken);
    }

    private async Task FinishAsync(Telling telling, CancellationToken cancellationToken)
    {
        var (run, outcome, budget, phases) = telling;
        var scope = outcome.Scope;
        if (outcome.Confirmation is null && run.State.Draft is null && ClarifyJson.Of(outcome) is { } asks)
        {
            await run.KeepDraftAsync(asks, cancellationToken);
        }

        var words = await parts.Answerer.AnswerAsync(
            new AnswerRequest { Scope = scope, Text = telling.Text, Said = telling.Said, Asks = outcome.Asks, Undoable = outcome.Undoable, Problem = outcome.Problem, Budget = budget },
            async piece => await run.SayAsync(piece, cancellationToken),
            cancellationToken);
        phases.Answered();
        var talk = Guid.Parse(scope.ConversationId);
        var kept = outcome.Confirmation is { } asked ? $"{words.Kept}\n{asked.Text}" : words.Kept;
        string[] used = [.. scope.Plan.Steps.Select(step => step.Intent).Distinct(StringComparer.Ordinal)];
        await parts.Memory.AppendAsync(scope.Subject, talk, new SaidMessage("assistant", telling.MessageId, kept, scope.RunId, used), cancellationToken);
        await parts.Memory.KeepAsync(scope.Subject, talk, Waiting(outcome), SpokenOf(scope), cancellationToken);
        var answer = RunAnswerJson.Write(outcome, words.Text, budget, phases);
        await run.CloseAsync(outcome.Status, answer, budget.Spent, cancellationToken);
    }

    private static string LastWords(RunScope scope) => scope.UserWords.Count == 0 ? "" : scope.UserWords[^1];

    private static OpenTurn Waiting(RunOutcome outcome) =>
        !outcome.Scope.IsDirect && DraftKeeping.Of(outcome.Scope.Plan, outcome.Asks, outcome.Scope.Ended, outcome.Scope.Catalogue) is { } draft ? new OpenTurn(draft, outcome.Scope.UserWords) : OpenTurn.Nothing;

    private List<KeptEntity> SpokenOf(RunScope scope)
    {
        var now = parts.Time.GetUtcNow();
        return
        [
            .. scope.Plan.Steps
                .Where(step => scope.Ended.ContainsKey(step.Id) && scope.Catalogue.Intents.ContainsKey(step.Intent))
                .SelectMany(step => EntitiesSpokenOf.Of(scope.Catalogue.Intents[step.Intent], scope.Ended[step.Id], now))
                .DistinctBy(thing => (thing.Kind, thing.Id)),
        ];
    }

    /// <summary>A plan with faults is never run; its own question, if it has one, is kept.</summary>
    private static Plan Ask(Plan plan, IReadOnlyList<Problem> faults) => plan with
    {
        Kind = PlanKind.Clarify,
        Steps = [],
        AnswerTemplate = null,
        Clarify = plan.Clarify is { Missing.Count: 0 } own ? own : new Clarification(Wrong(plan, faults), [], []),
        PlannerReason = $"{plan.PlannerReason} {faults[0].Code}: {faults[0].Detail}".Trim(),
    };

    /// <summary>A person is asked for other words; a program is told what is wrong with its call.</summary>
    private static string Wrong(Plan plan, IReadOnlyList<Problem> faults) =>
        plan.Planner == "direct" ? string.Join(' ', faults.Select(fault => fault.Detail).Distinct(StringComparer.Ordinal)) : NotUnderstood;

    private sealed record Telling(RunHold Run, RunOutcome Outcome, RunBudget Budget, PhaseTimes Phases)
    {
        public required string Text { get; init; }

        public required string MessageId { get; init; }

        public IReadOnlyList<SpokenMessage> Said { get; init; } = [];
    }
}
