namespace Banyan.Intents.Conditions;

/// <summary>What an expression came to, and what it looked at.</summary>
/// <param name="Value">The outcome.</param>
/// <param name="Evidence">Every path that was read with its value as text; <c>missing</c> for what was not there. At most 40.</param>
internal sealed record Evaluation(Truth Value, IReadOnlyDictionary<string, string> Evidence);
