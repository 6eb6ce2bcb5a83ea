namespace Banyan.Intents.Running.Journal;

/// <summary>A confirmation being used up; each is used once.</summary>
/// <param name="SubjectId">The person; nobody else's yes counts.</param>
/// <param name="Code">Its code.</param>
/// <param name="State">What it becomes: <c>given</c>, <c>declined</c>, <c>expired</c> or <c>cancelled</c>.</param>
/// <param name="At">Must lie before its expiry, but for <c>expired</c> and <c>cancelled</c>.</param>
public sealed record ConfirmationUse(string SubjectId, string Code, string State, DateTimeOffset At);
