namespace Banyan.Intents.Spine;

/// <summary>What the guard rails say of a step.</summary>
/// <param name="Decisions">Every check that was made, in order; the last one failed when <paramref name="Problem"/> is there.</param>
/// <param name="Problem">Why it may not run; null when it may, now or after a yes.</param>
/// <param name="Confirm">What the user must say yes to first; null when nothing.</param>
/// <param name="IsOwned">Whether it was proved that the record is the caller's.</param>
internal sealed record GuardResult(IReadOnlyList<GuardDecision> Decisions, Problem? Problem, ConfirmationNeed? Confirm, bool IsOwned);
