namespace Banyan.Intents.Spine;

/// <summary>What became of a condition.</summary>
/// <param name="Text">The user's words.</param>
/// <param name="Expr">The expression; null when a model judged.</param>
/// <param name="Value"><c>true</c>, <c>false</c> or <c>unknown</c>.</param>
/// <param name="By"><c>expr</c> or <c>model</c>.</param>
/// <param name="Evidence">What it looked at: path to value as text.</param>
internal sealed record ConditionVerdict(string Text, string? Expr, string Value, string By, IReadOnlyDictionary<string, string> Evidence);
