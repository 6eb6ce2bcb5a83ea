namespace Banyan.Intents.Spine;

/// <summary>How the outcome of a write is looked up.</summary>
/// <param name="Via">The read intent.</param>
/// <param name="Expr">An expression over <c>result</c> that is true when the write happened.</param>
internal sealed record VerifyRule(string Via, string Expr);
