namespace Banyan.GraphQL.Types;

/// <summary>A page whatever its items are; what the fields of connection types read.</summary>
internal interface IGraphConnection
{
    object Items { get; }

    IReadOnlyList<GraphEdge> Edges { get; }

    bool HasNextPage { get; }

    bool HasPreviousPage { get; }

    string? StartCursor { get; }

    string? EndCursor { get; }

    long? TotalCount { get; }
}

/// <summary>An item with its cursor.</summary>
internal sealed record GraphEdge(string Cursor, object? Node);
