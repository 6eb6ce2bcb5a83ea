using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running;

/// <summary>Where a run stands after it was worked on; what the answer is made from.</summary>
internal sealed record RunOutcome
{
    /// <summary>How it stands. <see cref="RunStatus.Planned"/>: nothing could be done before the user's reply.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Plan, catalogue, subject and every step's outcome (<see cref="RunScope.Ended"/>), blocked ones too.</summary>
    public required RunScope Scope { get; init; }

    /// <summary>What it waits for; null when it waits for no yes.</summary>
    public ConfirmationAsked? Confirmation { get; init; }

    /// <summary>Questions of steps that lack an argument, beside the plan's own.</summary>
    public IReadOnlyList<Clarification> Asks { get; init; } = [];

    /// <summary>Done steps that can be taken back, when another part did not succeed; ids.</summary>
    public IReadOnlyList<string> Undoable { get; init; } = [];

    /// <summary>Why the reply to a confirmation did not count, or why the run stopped (<c>budget_exceeded</c>); null otherwise.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Where its time went.</summary>
    public RunTimes Times { get; init; } = new(0, 0, 0);
}
