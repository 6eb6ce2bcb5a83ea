using Banyan.Intents.Running.Journal;

namespace Banyan.Intents.Running;

/// <summary>A run that was begun, now or before.</summary>
/// <param name="Run">Its row.</param>
/// <param name="Hold">The hold on it when this message began it; null when it was begun before: watch it (<see cref="RunFeed"/>), or take it when nobody holds it.</param>
/// <param name="IsOtherText">Whether it was begun by another text under the same id: a mistake of the client.</param>
internal sealed record RunBeginning(JournalRun Run, RunHold? Hold, bool IsOtherText);
