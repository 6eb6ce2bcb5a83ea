namespace Banyan.GraphQL.Types;

/// <summary>What a connection offers beside <c>nodes</c> and <c>pageInfo</c>. Connections of one item type share one type, which has what any of them asks for.</summary>
[Flags]
public enum ConnectionParts
{
    /// <summary>Nothing else.</summary>
    None = 0,

    /// <summary><c>totalCount: Long</c>, or <c>Int</c> where the schema has no Long; null where nobody counted.</summary>
    TotalCount = 1,

    /// <summary><c>edges { cursor node }</c>.</summary>
    Edges = 2,

    /// <summary><c>last</c> and <c>before</c>.</summary>
    Backward = 4,
}
