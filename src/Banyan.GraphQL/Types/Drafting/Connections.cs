using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Drafting;

/// <summary>Turns fields declared as connections into fields of connection types, and declares those types.</summary>
internal static class Connections
{
    /// <summary>The type every connection of every subgraph shares.</summary>
    public const string PageType = "PageInfo";

    public static void Expand(GraphBuilder graph, List<string> problems)
    {
        var made = new OrderedDictionary<string, ConnectionParts>(StringComparer.Ordinal);
        foreach (var (type, field, parts) in graph.Draft.Types.Concat(graph.Draft.Extensions)
            .SelectMany(type => type.Fields, (type, field) => (type, field, field.Connection)).Where(found => found.Connection is not null).ToArray())
        {
            if (Sdl.Field(field.Signature, type.Name, problems) is not { } node)
            {
                field.Node = Unread;
                continue;
            }

            if (node.Type is not NonNullTypeNode { Inner: NamedTypeNode item })
            {
                problems.Add($"{type.Name}.{node.Name.Text} is a connection: its signature ends with the type of one item and an exclamation mark, as Prompt!.");
                field.Node = Unread;
                continue;
            }

            made[item.Name.Text] = made.GetValueOrDefault(item.Name.Text) | parts!.Value;
            field.Node = Expand(field, node, item.Name.Text, parts.Value);
        }

        foreach (var (item, parts) in made)
        {
            Declare(graph, item, parts);
        }

        if (made.Count > 0 && !graph.Draft.Types.Exists(type => type.Name == PageType))
        {
            DeclarePageInfo(graph);
        }
    }

    // Stands in for a signature that could not be read, so that its mistake is told once.
    private static FieldDefinition Unread { get; } = GraphParser.ParseField("unread: Boolean").Value!;

    private static FieldDefinition Expand(FieldDraft field, FieldDefinition node, string item, ConnectionParts parts)
    {
        var isBackward = parts.HasFlag(ConnectionParts.Backward);
        var paging = $"""
            "How many from the start: at most {GraphPage.Most}." first: Int{(isBackward ? "" : $" = {GraphPage.Usual}")}
            "The cursor behind which to start." after: String
            {(isBackward ? "\"How many from the end, instead of from the start.\" last: Int \"The cursor before which to end.\" before: String" : "")}
            """;
        field.ListSize ??= new ListSize(GraphPage.Usual, isBackward ? ["first", "last"] : ["first"], parts.HasFlag(ConnectionParts.Edges) ? ["nodes", "edges"] : ["nodes"]);
        var type = GraphParser.ParseType($"{item}Connection!").Value!;
        return new FieldDefinition(node.Span, node.Description, node.Name, [.. node.Arguments, .. GraphParser.ParseInputs(paging).Value!], type, node.Directives);
    }

    private static void Declare(GraphBuilder graph, string item, ConnectionParts parts) =>
        graph.Object<IGraphConnection>($"{item}Connection", $"A page of {item} items.", page =>
        {
            page.Field($"nodes: [{item}!]!", connection => connection.Items, "The page's items.");
            if (parts.HasFlag(ConnectionParts.Edges))
            {
                page.Field($"edges: [{item}Edge!]!", connection => connection.Edges, "The page's items, each with its cursor.");
                graph.Object<GraphEdge>($"{item}Edge", $"An item of type {item} with its cursor.", edge =>
                {
                    edge.Field("cursor: String!", one => one.Cursor, "Where the item stands in the list.");
                    edge.Field($"node: {item}!", one => one.Node, "The item.");
                });
            }

            page.Field("pageInfo: PageInfo!", connection => connection, "Where the page stands in the list.");
            if (parts.HasFlag(ConnectionParts.TotalCount))
            {
                page.Field(graph.Draft.Types.Exists(type => type.Name == "Long") ? "totalCount: Long" : "totalCount: Int", connection => connection.TotalCount, "How many items the list has in all.");
            }
        });

    private static void DeclarePageInfo(GraphBuilder graph) =>
        graph.Object<IGraphConnection>(PageType, "Where a page stands in its list.", page =>
        {
            page.Field("hasNextPage: Boolean!", connection => connection.HasNextPage, "Whether there are items behind the page.");
            page.Field("hasPreviousPage: Boolean!", connection => connection.HasPreviousPage, "Whether there are items before the page.");
            page.Field("startCursor: String", connection => connection.StartCursor, "The cursor of the page's first item; null for an empty page.");
            page.Field("endCursor: String", connection => connection.EndCursor, "The cursor of the page's last item; null for an empty page.");
        });
}
