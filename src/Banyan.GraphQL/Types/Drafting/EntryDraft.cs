namespace Banyan.GraphQL.Types.Drafting;

/// <summary>An enum's value as declared.</summary>
internal sealed record EntryDraft(string Name, object Value, string? Description, string? Deprecation = null, string Directives = "");
