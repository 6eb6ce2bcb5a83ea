namespace Banyan.GraphQL.Transport;

/// <summary>What an operation does, known before it runs.</summary>
/// <param name="Kind"><c>query</c>, <c>mutation</c> or <c>subscription</c>.</param>
/// <param name="Name">As its document calls it; null when it has none.</param>
/// <param name="RootFields">Fields at its root, each once, fragments looked through, whatever conditions stand on them.</param>
public sealed record GraphOperation(string Kind, string? Name, IReadOnlyList<string> RootFields);
