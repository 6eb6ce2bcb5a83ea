namespace Banyan.Intents.Migration.Board;

/// <summary>One condition for the next stage.</summary>
/// <param name="Rule">What is asked for.</param>
/// <param name="IsMet">Whether it is so.</param>
/// <param name="Have">What is there, with its numbers.</param>
internal sealed record ReadinessRule(string Rule, bool IsMet, string Have);
