namespace Banyan.GraphQL.Language;

/// <summary>Writes definitions of the type system as text.</summary>
internal static class TypePrinter
{
    public static string Print(GraphNode node) => node switch
    {
        SchemaDefinition schema => Definition(schema, "schema", "", "", PrintText.Block(schema.Roots.Select(Print))),
        RootTypeNode root => $"{Word(root.Operation)}: {root.Type.Name}",
        ScalarDefinition scalar => Definition(scalar, "scalar", scalar.Name.Text),
        FieldsDefinition type => Definition(type, type.IsInterface ? "interface" : "type", type.Name.Text, Names("implements ", " & ", type.Interfaces), PrintText.Block(type.Fields.Select(Print))),
        UnionDefinition union => Definition(union, "union", union.Name.Text, "", Names("= ", " | ", union.Members)),
        EnumDefinition type => Definition(type, "enum", type.Name.Text, "", PrintText.Block(type.Entries.Select(Print))),
        InputDefinition input => Definition(input, "input", input.Name.Text, "", PrintText.Block(input.Fields.Select(Print))),
        DirectiveDefinition directive => Print(directive),
        FieldDefinition field => Print(field),
        InputValueNode input => Print(input),
        EnumEntryNode entry => $"{PrintText.Description(entry.Description)}{PrintText.Words(entry.Name.Text, GraphPrinter.Directives(entry.Directives))}",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static string Definition(TypeSystemDefinition node, string keyword, string name, string head = "", string tail = "") =>
        PrintText.Description(node.Description) + PrintText.Words(node.IsExtension ? "extend" : "", keyword, name, head, GraphPrinter.Directives(node.Directives), tail);

    private static string Print(DirectiveDefinition directive) =>
        $"{PrintText.Description(directive.Description)}directive @{directive.Name}{PrintText.List(directive.Arguments.Select(Print))}{(directive.IsRepeatable ? " repeatable" : "")} on {string.Join(" | ", directive.Locations)}";

    private static string Print(FieldDefinition field) =>
        $"{PrintText.Description(field.Description)}{field.Name}{PrintText.List(field.Arguments.Select(Print))}: {GraphPrinter.Print(field.Type)}{Directives(field.Directives)}";

    private static string Print(InputValueNode input)
    {
        var value = input.DefaultValue is null ? "" : ValuePrinter.Print(input.DefaultValue);
        return $"{PrintText.Description(input.Description)}{input.Name}: {GraphPrinter.Print(input.Type)}{PrintText.Wrap(" = ", value)}{Directives(input.Directives)}";
    }

    private static string Directives(IReadOnlyList<DirectiveNode> directives) => PrintText.Wrap(" ", GraphPrinter.Directives(directives));

    private static string Names(string before, string separator, IReadOnlyList<NamedTypeNode> types) =>
        PrintText.Wrap(before, string.Join(separator, types.Select(type => type.Name.Text)));

    private static string Word(OperationKind kind) => kind switch
    {
        OperationKind.Query => "query",
        OperationKind.Mutation => "mutation",
        OperationKind.Subscription => "subscription",
    };
}
