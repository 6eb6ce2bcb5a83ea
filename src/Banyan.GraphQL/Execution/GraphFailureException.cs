namespace Banyan.GraphQL.Execution;

/// <summary>Thrown by a resolver to fail its field with words and a code the caller reads.</summary>
public sealed class GraphFailureException(string code, string message) : Exception(message)
{
    /// <summary>A stable word, as <c>NOT_FOUND</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What else <c>extensions</c> carries: strings, numbers, booleans, lists of them; empty for nothing.</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, object?>.Empty;
}
