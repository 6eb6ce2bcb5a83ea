using Banyan.GraphQL.Federation;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Types.Printing;

/// <summary>Writes a schema as SDL in a stable order: roots first, then types by name; root fields by name, all other members as declared.</summary>
internal static class SchemaPrinter
{
    /// <summary>The schema as its readers need it: the built-in parts left out, and of a subgraph what federation adds.</summary>
    public static string Print(GraphSchema schema)
    {
        var leavesOut = schema.Links is not null;
        IEnumerable<GraphNode?> nodes =
        [
            SchemaNodes.Schema(schema, leavesOut),
            .. schema.Directives.Values.Where(directive => !DirectiveDefinitions.IsBuiltIn(directive.Name) && !(leavesOut && schema.Links!.Imports.Contains(directive.Name, StringComparer.Ordinal)))
                .OrderBy(directive => directive.Name, StringComparer.Ordinal).Select(SchemaNodes.Directive),
            .. Ordered(schema).Where(type => !(leavesOut && Subgraph.Adds(type.Name))).Select(type => Node(schema, type, leavesOut)),
        ];
        return string.Concat(string.Join("\n\n", nodes.OfType<GraphNode>().Select(GraphPrinter.Print)), "\n");
    }

    private static IEnumerable<NamedType> Ordered(GraphSchema schema)
    {
        NamedType?[] roots = [schema.Query, schema.Mutation, schema.Subscription];
        return roots.OfType<NamedType>().Concat(schema.Types.Values
            .Where(type => !roots.Contains(type) && !SchemaParts.IsReserved(type.Name) && type is not ScalarType { IsBuiltIn: true }).OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    private static GraphNode? Node(GraphSchema schema, NamedType type, bool leavesOut)
    {
        if (type is not ObjectType root || (root != schema.Query && root != schema.Mutation && root != schema.Subscription))
        {
            return SchemaNodes.Type(type);
        }

        var fields = root.Fields.Values.Where(field => !(leavesOut && root == schema.Query && Subgraph.Adds(field.Name))).OrderBy(field => field.Name, StringComparer.Ordinal).ToArray();
        return fields.Length == 0 ? null : SchemaNodes.Fields(root, fields);
    }
}
