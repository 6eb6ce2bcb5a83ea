namespace Banyan.Intents.Spine;

/// <summary>Who is asked, and who next.</summary>
/// <param name="Primary">First; null when <paramref name="Problem"/> is there.</param>
/// <param name="Fallback">Next: for a read on any failure, for a write only on proof of non-receipt; null when nobody.</param>
/// <param name="Shadow">Asked after the answer, for comparison; null when nobody. Never for a write.</param>
/// <param name="Stage">The stage in force, as <c>canary:25</c>.</param>
/// <param name="Route"><c>primary</c>, <c>affinity</c>, or <c>fallback</c> when the breaker of the preferred side is open.</param>
/// <param name="Problem">Why nobody may be asked; null when somebody may.</param>
internal sealed record RouteChoice(IntentOperation? Primary, IntentOperation? Fallback, IntentOperation? Shadow, string Stage, string Route, Problem? Problem);
