namespace Banyan.GraphQL.Types;

/// <summary>One page of a list that can grow.</summary>
/// <param name="Nodes">The page's items, in the list's order.</param>
/// <param name="CursorOf">The opaque cursor of an item.</param>
public sealed record GraphConnection<TNode>(IReadOnlyList<TNode> Nodes, Func<TNode, string> CursorOf) : IGraphConnection
{
    /// <summary>Whether there are items after the page's last.</summary>
    public bool HasNextPage { get; init; }

    /// <summary>Whether there are items before the page's first.</summary>
    public bool HasPreviousPage { get; init; }

    /// <summary>How many there are in all; null when nobody counted.</summary>
    public long? TotalCount { get; init; }

    object IGraphConnection.Items => Nodes;

    string? IGraphConnection.StartCursor => Nodes.Count == 0 ? null : CursorOf(Nodes[0]);

    string? IGraphConnection.EndCursor => Nodes.Count == 0 ? null : CursorOf(Nodes[^1]);

    IReadOnlyList<GraphEdge> IGraphConnection.Edges => [.. Nodes.Select(node => new GraphEdge(CursorOf(node), node))];
}
