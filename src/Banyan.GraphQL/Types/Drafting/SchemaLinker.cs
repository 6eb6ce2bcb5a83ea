using Banyan.GraphQL.Federation;
using Banyan.GraphQL.Introspection;
using Banyan.GraphQL.Types.Checking;

namespace Banyan.GraphQL.Types.Drafting;

/// <summary>Makes a schema of what was declared: names become references, defaults values, and every rule is asked.</summary>
internal sealed class SchemaLinker
{
    private readonly SchemaParts _parts = new();
    private readonly TypeFiller _filler;

    private SchemaLinker() => _filler = new TypeFiller(_parts);

    /// <summary>1 what was declared; 2 what a subgraph adds; 3 introspection; 4 directives, defaults and rules; 5 the schema.</summary>
    public static GraphSchema Link(GraphBuilder graph, GraphSchemaOptions options)
    {
        var linker = new SchemaLinker();
        var parts = linker._parts;

        // 1
        TypeShells.AddBuiltIn(parts);
        Connections.Expand(graph, parts.Problems);
        TypeShells.Add(graph.Draft, parts);
        DirectiveDefinitions.Add(graph.Draft, parts);
        linker.Fill(graph.Draft);

        // 2
        Subgraph? subgraph = null;
        if (Subgraph.IsWanted(parts, options))
        {
            var more = new GraphBuilder(new SchemaDraft { Query = graph.Draft.Query });
            subgraph = Subgraph.Declare(more, parts, options);
            TypeShells.Add(more.Draft, parts);
            linker.Fill(more.Draft);
        }

        // 3
        var hidden = new GraphBuilder(new SchemaDraft());
        var introspection = IntrospectionTypes.Declare(hidden);
        TypeShells.Add(hidden.Draft, parts);
        linker.Fill(hidden.Draft);
        var meta = introspection.Fields.Select(field => linker._filler.Field("Query", field)!).ToArray();

        // 4
        if (!options.ShowsWeights)
        {
            Weights.Hide(parts.Types.Values);
        }

        FederationDirectives.AddUsed(parts);
        TypeShells.RemoveUnused(parts);
        Defaults.Coerce(parts, meta);
        SchemaRules.Check(parts, graph.Draft, options);
        if (parts.Problems.Count > 0)
        {
            throw new GraphSchemaException([.. parts.Problems.Distinct(StringComparer.Ordinal)]);
        }

        // 5
        var schema = new GraphSchema(parts.Root(graph.Draft.Query)!, parts.Root(graph.Draft.Mutation), parts.Root(graph.Draft.Subscription), parts.Types, parts.Directives)
        {
            Description = graph.Draft.Description,
            Links = subgraph is null ? null : SubgraphLinks.Of(parts, graph.Draft),
            SchemaField = meta[0],
            TypeField = meta[1],
            TypeNameField = meta[2],
        };
        introspection.Schema = schema;
        subgraph?.Attach(schema);
        return schema;
    }

    private void Fill(SchemaDraft draft)
    {
        foreach (var members in draft.Types.Concat(draft.Extensions))
        {
            if (_parts.Types.TryGetValue(members.Name, out var type) && TypeShells.Fits(type, members))
            {
                _filler.Fill(type, members);
            }
            else if (draft.Extensions.Contains(members))
            {
                _parts.Problems.Add($"Type {members.Name} is extended, but not declared as the same kind with the same CLR type.");
            }
        }
    }
}
