namespace Banyan.Intents.Running.State;

/// <summary>An operator's word on a write nobody could say was done.</summary>
/// <param name="StepId">The step.</param>
/// <param name="Happened">Whether it was done.</param>
/// <param name="By">Who says so.</param>
/// <param name="Reason">Why.</param>
internal sealed record OutcomeResolved(string StepId, bool Happened, string By, string Reason);
