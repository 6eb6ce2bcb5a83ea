namespace Banyan.Intents.Spine;

/// <summary>A condition on a step.</summary>
/// <param name="Text">The user's words.</param>
/// <param name="Expr">The typed expression; null when no expression can hold the words and a model must judge.</param>
internal sealed record StepCondition(string Text, string? Expr);
