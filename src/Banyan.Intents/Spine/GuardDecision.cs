namespace Banyan.Intents.Spine;

/// <summary>One guard rail's decision before a step.</summary>
/// <param name="Check"><c>catalogue scope schema subject owner taint rate cost confirmation idempotency output</c>.</param>
/// <param name="Ok">Whether the step may go on.</param>
/// <param name="Reason">Why not; null when it may.</param>
internal sealed record GuardDecision(string Check, bool Ok, string? Reason = null);
