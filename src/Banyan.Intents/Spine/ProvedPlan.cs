namespace Banyan.Intents.Spine;

/// <summary>A plan and what the proof of it found.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Faults">Everything that is wrong with it; a plan with faults is never run.</param>
internal sealed record ProvedPlan(Plan Plan, IReadOnlyList<Problem> Faults)
{
    /// <summary>Time the proofs took, of plans given up on too.</summary>
    public TimeSpan Proving { get; init; }
}
