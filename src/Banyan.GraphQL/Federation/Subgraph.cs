using Banyan.GraphQL.Types;
using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Federation;

/// <summary>What a subgraph adds to its schema: <c>_service</c>, and with entities <c>_entities</c>.</summary>
internal sealed class Subgraph
{
    /// <summary>The union of what can be found by key.</summary>
    public const string EntityUnion = "_Entity";

    private EntityLoader? _entities;
    private GraphSchema? _schema;

    private Subgraph()
    {
    }

    public static bool IsWanted(SchemaParts parts, GraphSchemaOptions options) =>
        options.IsSubgraph ?? parts.Applied().Any(used => FederationDirectives.MakesSubgraph(used.Directive.Name) && !parts.Directives.ContainsKey(used.Directive.Name));

    /// <summary>Whether a type or root field of that name is federation's own.</summary>
    public static bool Adds(string name) => name is "_Service" or "_Any" or "_Entity" or "_service" or "_entities";

    public static Subgraph Declare(GraphBuilder graph, SchemaParts parts, GraphSchemaOptions options)
    {
        var subgraph = new Subgraph();
        if (parts.Types.GetValueOrDefault(Connections.PageType) is ObjectType { ClrType: var clr } page && clr == typeof(IGraphConnection))
        {
            page.Directives.Add(new AppliedDirective("shareable", []));
        }

        graph.Object<GraphSchema>("_Service", "This subgraph as composition reads it.", service => service.Field("sdl: String!", schema => schema.Sdl, "Its schema."));
        graph.Query("_service: _Service!", _ => subgraph._schema, "What composition asks for.").Requires([.. options.ServiceScopes]);

        var entities = parts.Declared.OfType<ObjectType>().Where(type => type.Directives.Exists(IsResolvableKey)).Select(type => type.Name).Order(StringComparer.Ordinal).ToArray();
        if (entities.Length > 0)
        {
            graph.Scalars(AnyScalar.Scalar);
            graph.Union(EntityUnion, "The entities of this subgraph.", entities);
            graph.Query("""_entities("Which ones: type name and key fields of each." representations: [_Any!]!): [_Entity]!""",
                context => subgraph._entities!.LoadAsync(context.Args<object?>("representations"), context), "Entities by their keys, in the order asked.").Requires([.. options.EntityScopes]);
        }

        return subgraph;
    }

    public void Attach(GraphSchema schema)
    {
        _schema = schema;
        _entities = new EntityLoader(schema);
    }

    // A type with a key belongs to the union although nobody can find it here; one that is only referred to does not.
    private static bool IsResolvableKey(AppliedDirective directive) =>
        directive.Name == "key" && !directive.Arguments.Any(argument => argument is { Name.Text: "resolvable", Value: Language.BooleanValue { Value: false } });
}
