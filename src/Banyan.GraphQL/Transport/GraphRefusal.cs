using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Transport;

/// <summary>Why a request is not executed.</summary>
/// <param name="Status">The HTTP status, as 429.</param>
/// <param name="Error">What the caller reads.</param>
public sealed record GraphRefusal(int Status, GraphError Error)
{
    /// <summary>When to ask again; null says nothing. Written as <c>Retry-After</c>, in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Methods allowed instead, for 405.</summary>
    internal string? Allow { get; init; }

    /// <summary>Whether the document, not the request, is at fault: callers that ask for plain JSON then get 200.</summary>
    internal bool IsOfDocument { get; init; }

    /// <summary>Further errors of the same document.</summary>
    internal IReadOnlyList<GraphError> More { get; init; } = [];
}
