namespace Banyan.Intents.Running.Journal;

/// <summary>A run that was begun, now or before.</summary>
/// <param name="Run">The run.</param>
/// <param name="IsNew">Whether this call began it.</param>
public sealed record BegunRun(JournalRun Run, bool IsNew);
