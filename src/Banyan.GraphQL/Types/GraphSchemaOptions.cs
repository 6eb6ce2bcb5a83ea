namespace Banyan.GraphQL.Types;

/// <summary>How a schema is built.</summary>
public sealed record GraphSchemaOptions
{
    /// <summary>Whether a type, field, argument, input field or enum value without a description fails the build.</summary>
    /// <value>Default false.</value>
    public bool RequireDescriptions { get; init; }

    /// <summary>Whether the schema is a subgraph of a federated graph, with <c>_service</c> and, where there are entities, <c>_entities</c>.</summary>
    /// <value>Default null: it is when it has a key or a directive of federation.</value>
    public bool? IsSubgraph { get; init; }

    /// <summary>Whether costs and list sizes are printed, as <c>@cost</c> and <c>@listSize</c>. They count in any case; printed, they need federation 2.9.</summary>
    /// <value>Default true.</value>
    public bool ShowsWeights { get; init; } = true;

    /// <summary>Scopes asked for by <c>_service</c>, all of them.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<string> ServiceScopes { get; init; } = [];

    /// <summary>Scopes asked for by <c>_entities</c>, all of them; the entity types' own come in addition.</summary>
    /// <value>Default none.</value>
    public IReadOnlyList<string> EntityScopes { get; init; } = [];
}
