namespace Banyan.GraphQL.Language;

/// <summary>One entry of an answer's <c>errors</c>: why a document was refused, or why a field has no value.</summary>
/// <param name="Message">A sentence for the developer of the client.</param>
public sealed record GraphError(string Message)
{
    /// <summary>The nodes it is about, in the order a reader should look; empty when it is about none.</summary>
    public IReadOnlyList<GraphLocation> Locations { get; init; } = [];

    /// <summary>The field in the answer it is about, names and list indexes (<see cref="string"/>, <see cref="int"/>); null before execution.</summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>A stable word for programs, written as <c>extensions.code</c>; one of <see cref="GraphCodes"/> or the host's own. Null writes none.</summary>
    public string? Code { get; init; }

    /// <summary>What else <c>extensions</c> carries beside the code: strings, numbers, booleans and lists of them; empty for nothing.</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, object?>.Empty;
}
