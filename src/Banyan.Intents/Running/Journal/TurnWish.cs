namespace Banyan.Intents.Running.Journal;

/// <summary>A name to be held by one writer at a time, taken together with what it is needed for.</summary>
/// <param name="Name">The name, of the run's tenant.</param>
/// <param name="Life">How long it is held at most.</param>
public sealed record TurnWish(string Name, TimeSpan Life);
