namespace Banyan.Intents.Spine;

/// <summary>Arguments, or why there are none.</summary>
/// <param name="Arguments">Null when <paramref name="Problem"/> or <paramref name="Ask"/> is there.</param>
/// <param name="Problem">The step can't run.</param>
/// <param name="Ask">The step waits for the user.</param>
internal sealed record BindResult(BoundArguments? Arguments, Problem? Problem, Clarification? Ask);
