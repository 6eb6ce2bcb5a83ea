namespace Banyan.GraphQL.Types.Drafting;

/// <summary>A directive of the schema's own as declared.</summary>
/// <param name="Definition">As SDL, from the sign on.</param>
/// <param name="Description">Null when the definition begins with it.</param>
/// <param name="ComposeUrl">The specification it is composed by; null when it stays in this subgraph.</param>
internal sealed record DirectiveDraft(string Definition, string? Description, string? ComposeUrl);
