namespace Banyan.Intents.Conditions.Templates;

/// <summary>A template, or why it is none.</summary>
/// <param name="Parts">In order; empty when <paramref name="Fault"/> is there.</param>
/// <param name="Fault">What is wrong and where.</param>
internal sealed record ReadTemplate(IReadOnlyList<TemplatePart> Parts, ExprFault? Fault);
