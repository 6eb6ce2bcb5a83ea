namespace Banyan.Intents.Planning.Lexical.Values;

/// <summary>A day named in words.</summary>
/// <param name="Day">The day.</param>
/// <param name="First">First token.</param>
/// <param name="Count">How many tokens name it.</param>
internal readonly record struct FoundDay(DateOnly Day, int First, int Count);
