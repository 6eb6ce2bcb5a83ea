namespace Banyan.Intents.Discovery;

/// <summary>What became of one intent between two catalogues.</summary>
/// <param name="Key">Key of the intent.</param>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Members">The members of its definition that differ, as <c>params</c> or <c>modern</c>; empty unless it changed.</param>
public sealed record CatalogueChange(string Key, string Kind, IReadOnlyList<string> Members);
