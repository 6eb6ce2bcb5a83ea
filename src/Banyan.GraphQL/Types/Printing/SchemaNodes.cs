using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Printing;

/// <summary>The parts of a schema as syntax.</summary>
internal static class SchemaNodes
{
    private const string UsualDeprecation = "No longer supported";

    /// <summary>The schema's own definition; null when there is nothing to say.</summary>
    public static GraphNode? Schema(GraphSchema schema, bool isSubgraph)
    {
        var hasUsualNames = schema.Query.Name == "Query" && schema.Mutation?.Name is null or "Mutation" && schema.Subscription?.Name is null or "Subscription";
        IReadOnlyList<DirectiveNode> links = isSubgraph && schema.Links is not null ? [.. schema.Links.Directives().Select(Applied)] : [];
        if (hasUsualNames && schema.Description is null)
        {
            return links.Count == 0 ? null : new SchemaDefinition(SourceSpan.None, null, isExtension: true, links, []);
        }

        IEnumerable<RootTypeNode?> roots =
        [
            Root(OperationKind.Query, schema.Query), schema.Mutation is null ? null : Root(OperationKind.Mutation, schema.Mutation),
            schema.Subscription is null ? null : Root(OperationKind.Subscription, schema.Subscription),
        ];
        return new SchemaDefinition(SourceSpan.None, Text(schema.Description), isExtension: false, links, [.. roots.OfType<RootTypeNode>()]);
    }

    public static GraphNode Type(NamedType type) => type switch
    {
        ScalarType scalar => new ScalarDefinition(SourceSpan.None, Text(type.Description), false, Name(type.Name), [.. Applied(type.Directives), .. Said("specifiedBy", "url", scalar.SpecifiedBy)]),
        FieldsType fields => Fields(fields, fields.Fields.Values),
        UnionType union => new UnionDefinition(SourceSpan.None, Text(type.Description), false, Name(type.Name), Applied(type.Directives), [.. union.Members.Select(Named)]),
        EnumType named => new EnumDefinition(SourceSpan.None, Text(type.Description), false, Name(type.Name), Applied(type.Directives), [.. named.Entries.Values.Select(Entry)]),
        InputType input => new InputDefinition(
            SourceSpan.None, Text(type.Description), false, Name(type.Name), [.. Applied(type.Directives), .. input.IsOneOf ? [new DirectiveNode(SourceSpan.None, Name("oneOf"), [])] : Array.Empty<DirectiveNode>()],
            [.. input.Fields.Values.Select(Input)]),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static GraphNode Fields(FieldsType type, IEnumerable<GraphField> fields) => new FieldsDefinition(
        SourceSpan.None, Text(type.Description), isExtension: false, type is InterfaceType, Name(type.Name), [.. type.Interfaces.Select(Named)], Applied(type.Directives), [.. fields.Select(Field)]);

    public static GraphNode Directive(DirectiveType directive) => new DirectiveDefinition(
        SourceSpan.None, Text(directive.Description), Name(directive.Name), [.. directive.Arguments.Values.Select(Input)], directive.IsRepeatable, [.. directive.Locations.Select(Name)]);

    /// <summary>A type reference as syntax.</summary>
    public static TypeNode Reference(GraphType type) => type switch
    {
        NonNullType nonNull => new NonNullTypeNode(SourceSpan.None, Reference(nonNull.Inner)),
        ListType list => new ListTypeNode(SourceSpan.None, Reference(list.Item)),
        _ => Named(type.Named),
    };

    public static StringValue? Text(string? text) => text is null ? null : new StringValue(SourceSpan.None, text, IsBlock(text));

    public static DirectiveNode Applied(AppliedDirective directive) => new(SourceSpan.None, Name(directive.Name), directive.Arguments);

    private static FieldDefinition Field(GraphField field) => new(
        SourceSpan.None, Text(field.Description), Name(field.Name), [.. field.Arguments.Values.Select(Input)], Reference(field.Type), [.. Applied(field.Directives), .. Deprecated(field.Deprecation)]);

    private static InputValueNode Input(InputValue input) => new(
        SourceSpan.None, Text(input.Description), Name(input.Name), Reference(input.Type), input.DefaultLiteral, [.. Applied(input.Directives), .. Deprecated(input.Deprecation)]);

    private static EnumEntryNode Entry(EnumEntry entry) => new(SourceSpan.None, Text(entry.Description), Name(entry.Name), [.. Applied(entry.Directives), .. Deprecated(entry.Deprecation)]);

    private static RootTypeNode Root(OperationKind kind, ObjectType type) => new(SourceSpan.None, kind, Named(type));

    private static NamedTypeNode Named(NamedType type) => new(SourceSpan.None, Name(type.Name));

    private static NameNode Name(string name) => new(SourceSpan.None, name);

    private static DirectiveNode[] Applied(IEnumerable<AppliedDirective> directives) => [.. directives.Select(Applied)];

    private static DirectiveNode[] Deprecated(string? reason) =>
        reason == UsualDeprecation ? [new DirectiveNode(SourceSpan.None, Name("deprecated"), [])] : Said("deprecated", "reason", reason);

    private static DirectiveNode[] Said(string directive, string argument, string? text) =>
        text is null ? [] : [new DirectiveNode(SourceSpan.None, Name(directive), [new ArgumentNode(SourceSpan.None, Name(argument), new StringValue(SourceSpan.None, text, isBlock: false))])];

    // What a block would read differently is written as a line: control characters, blanks at either end, an indentation common to all lines.
    private static bool IsBlock(string text) =>
        text.Length > 0 && !text.Any(unit => char.IsControl(unit) && unit is not ('\n' or '\t')) && text.Trim() == text
        && (text.Split('\n') is not { Length: > 1 } lines || lines.Skip(1).Any(line => line.Length > 0 && line[0] is not (' ' or '\t')));
}
