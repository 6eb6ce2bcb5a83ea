namespace Banyan.GraphQL.Language;

/// <summary>A place in a document as a reader counts it.</summary>
/// <param name="Line">The first is 1.</param>
/// <param name="Column">The first is 1; UTF-16 units are counted.</param>
public readonly record struct GraphLocation(int Line, int Column);
