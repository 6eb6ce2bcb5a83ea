namespace Banyan.Intents.Conditions;

/// <summary>An expression, or why there is none.</summary>
/// <param name="Root">Its topmost node; null when <paramref name="Fault"/> is there.</param>
/// <param name="Fault">What is wrong and where.</param>
internal sealed record ParsedExpr(Expr? Root, ExprFault? Fault);
