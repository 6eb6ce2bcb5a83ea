using Banyan.Intents.Spine;

namespace Banyan.Intents.Running;

/// <summary>Ends what a dead node left: makes the answer of a run whose steps were carried on elsewhere. Implemented where the flow of a message is composed.</summary>
internal interface IRunContinuation
{
    /// <summary>Words the answer and closes the run.</summary>
    /// <param name="run">The held run. Its state has no plan when its node died before one was accepted: plan anew from its message, or close it as failed.</param>
    /// <param name="outcome">Where the steps stand; null without a plan.</param>
    /// <param name="budget">What is left of the message's budget.</param>
    /// <param name="cancellationToken">Leaves it for another time.</param>
    Task FinishAsync(RunHold run, RunOutcome? outcome, RunBudget budget, CancellationToken cancellationToken);
}
