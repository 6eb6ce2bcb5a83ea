namespace Banyan.Intents.Planning.Lexical.Compiling;

/// <summary>One thing a condition says.</summary>
/// <param name="Expr">Its expression.</param>
/// <param name="Field">The field it is about.</param>
/// <param name="First">First token that says it.</param>
/// <param name="Last">Last token that says it.</param>
/// <param name="HoldsState">Whether it says the state that stands beside it too.</param>
internal sealed record Atom(string Expr, string Field, int First, int Last, bool HoldsState = false);
