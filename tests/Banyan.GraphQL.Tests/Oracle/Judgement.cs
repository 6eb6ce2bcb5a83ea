namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>What became of a document.</summary>
/// <param name="Refused">Why it could not be parsed; null when it could.</param>
/// <param name="Errors">What validation found.</param>
/// <param name="Printed">The document printed again; null when it could not be parsed.</param>
internal sealed record Judgement(Finding? Refused, IReadOnlyList<Finding> Errors, string? Printed);

/// <summary>One error: its message, and its places as <c>line:column</c> with blanks between.</summary>
internal sealed record Finding(string Message, string Places);
