namespace Banyan.Intents.Planning.Lexical.Compiling;

/// <summary>A condition in the language of expressions.</summary>
/// <param name="Expr">The expression, about the step given.</param>
/// <param name="Fields">The fields it reads, as <c>status</c>.</param>
internal sealed record CompiledCondition(string Expr, IReadOnlyList<string> Fields);
