using Banyan.Intents.Spine;

namespace Banyan.Intents.Running;

/// <summary>Carries out plans: the only part that has effects. Whoever holds a run (<see cref="RunHold"/>) is the only writer of its journal; every other node is refused.</summary>
/// <remarks>
/// The course of a message: <see cref="BeginAsync"/>, make and prove a plan, <see cref="RunAsync"/>, word the answer with <see cref="RunHold.SayAsync"/>,
/// <see cref="RunHold.CloseAsync"/>, dispose the hold. When the outcome waits for a yes the run is closed all the same, as <c>awaiting_confirmation</c>;
/// the yes comes with another message: <see cref="TakeAsync"/>, <see cref="ConfirmAsync"/>, answer, close.
/// All calls throw <see cref="Gateway.Spine.StoreAwayException"/> when the store can't be reached and <see cref="OperationCanceledException"/> when the hold was lost to another node:
/// nothing needs to be done then, the run goes on elsewhere.
/// </remarks>
internal interface IRunner
{
    /// <summary>Begins a run for a message, or finds the one the same message began before. Journals <c>message_received</c>.</summary>
    Task<RunBeginning> BeginAsync(RunMessage message, CancellationToken cancellationToken);

    /// <summary>Takes hold of an open run nobody holds: one that waits for a yes, or whose node is gone.</summary>
    /// <returns>Null when somebody holds it or it has ended.</returns>
    Task<RunHold?> TakeAsync(string tenant, string runId, CancellationToken cancellationToken);

    /// <summary>Pins a proved plan (<c>plan_accepted</c>) and runs it until everything has ended, or what is left waits for the user. A plan without steps ends at once.</summary>
    /// <param name="run">The held run.</param>
    /// <param name="scope">Plan, catalogue, subject, words. What it says has ended or was confirmed is ignored: that comes from the journal.</param>
    /// <param name="budget">What may be spent on judging conditions.</param>
    /// <param name="cancellationToken">Leaves the run open for another node to go on with; a user's cancelling is <see cref="CancelAsync"/>.</param>
    Task<RunOutcome> RunAsync(RunHold run, RunScope scope, RunBudget budget, CancellationToken cancellationToken);

    /// <summary>Answers the confirmation a run waits for, and goes on. A yes is used once, and only by its person, in its conversation and in time.</summary>
    Task<RunOutcome> ConfirmAsync(RunHold run, ConfirmationReply reply, RunBudget budget, CancellationToken cancellationToken);

    /// <summary>Goes on with a run somebody left: what was sent and has no end is sent again under its key, looked up, or told as unknown; never guessed.</summary>
    Task<RunOutcome> ResumeAsync(RunHold run, RunBudget budget, CancellationToken cancellationToken);

    /// <summary>Stops a run before its next step, on whatever node it is.</summary>
    /// <returns>False when the person has no such open run.</returns>
    Task<bool> CancelAsync(Subject subject, string runId, CancellationToken cancellationToken);
}
