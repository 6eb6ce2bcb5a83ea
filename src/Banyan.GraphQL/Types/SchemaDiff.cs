using Banyan.GraphQL.Federation;
using Banyan.GraphQL.Types.Diffing;

namespace Banyan.GraphQL.Types;

/// <summary>Tells how a schema changed, and what each change may do to clients; classified as the reference implementation does.</summary>
public static class SchemaDiff
{
    /// <summary>All changes: breaking ones first, then dangerous, then safe, each group by place. Empty when nothing a reader sees changed.</summary>
    /// <param name="before">What clients were written against.</param>
    /// <param name="after">What they will meet.</param>
    public static IReadOnlyList<SchemaChange> Compare(GraphSchema before, GraphSchema after)
    {
        var changes = new Changes();
        TypeDiff.Compare(Seen(before), Seen(after), changes);
        DirectiveDiff.Compare(Known(before), Known(after), changes);
        return [.. changes.Found.OrderByDescending(change => change.Impact).ThenBy(change => change.Coordinate, StringComparer.Ordinal).ThenBy(change => change.Code, StringComparer.Ordinal)];
    }

    // What federation adds is no client's concern, and follows from the rest.
    private static OrderedDictionary<string, NamedType> Seen(GraphSchema schema) =>
        schema.Links is null ? schema.Types : new(schema.Types.Where(pair => !Subgraph.Adds(pair.Key)), StringComparer.Ordinal);

    private static OrderedDictionary<string, DirectiveType> Known(GraphSchema schema) =>
        schema.Links is null ? schema.Directives : new(schema.Directives.Where(pair => !FederationDirectives.Has(pair.Key)), StringComparer.Ordinal);
}
