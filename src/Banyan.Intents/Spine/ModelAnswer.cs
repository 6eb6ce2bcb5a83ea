namespace Banyan.Intents.Spine;

/// <summary>What a model said.</summary>
/// <param name="Text">The text so far; empty on failure before the first piece.</param>
/// <param name="Problem">Why it failed or was cut; null when it is whole.</param>
/// <param name="Tokens">Tokens spent.</param>
/// <param name="Usd">Dollars spent.</param>
internal sealed record ModelAnswer(string Text, Problem? Problem, int Tokens, decimal Usd);
