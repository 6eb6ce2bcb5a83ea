using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types.Scalars;

namespace Banyan.GraphQL.Types.Drafting;

/// <summary>Turns a document of the type system into drafts.</summary>
internal static class SdlReader
{
    public static void Read(string sdl, SchemaDraft draft)
    {
        var parsed = GraphParser.Parse(sdl, ParserLimits.Trusted);
        if (!parsed.IsGood)
        {
            var at = parsed.Error.Locations is [var first, ..] ? $" (line {first.Line}, column {first.Column})" : "";
            throw new GraphSchemaException([$"{parsed.Error.Message}{at}"]);
        }

        foreach (var definition in parsed.Value.Definitions)
        {
            switch (definition)
            {
                case SchemaDefinition schema:
                    Read(schema, draft);
                    break;
                case DirectiveDefinition directive:
                    draft.DirectiveDefinitions.Add(new DirectiveDraft(Without(directive), directive.Description?.Text, ComposedBy(parsed.Value, directive.Name.Text)));
                    break;
                case TypeDefinition type:
                    (type.IsExtension ? draft.Extensions : draft.Types).Add(Draft(type));
                    break;
                default:
                    throw new GraphSchemaException(["A schema holds no operations and no fragments."]);
            }
        }

        // "extend type Query" without a definition is how subgraphs write their roots.
        foreach (var root in draft.Extensions.Where(type => type.Name == draft.Query && !draft.Types.Exists(other => other.Name == type.Name)).Take(1).ToArray())
        {
            draft.Types.Add(new TypeDraft(DraftKind.Object, root.Name, null));
        }
    }

    private static void Read(SchemaDefinition schema, SchemaDraft draft)
    {
        draft.Description = schema.Description?.Text ?? draft.Description;
        if (schema.IsExtension && schema.Roots.Count == 0)
        {
            return;
        }

        draft.Query = Root(OperationKind.Query) ?? (schema.IsExtension ? draft.Query : "");
        draft.Mutation = Root(OperationKind.Mutation) ?? (schema.IsExtension ? draft.Mutation : "");
        draft.Subscription = Root(OperationKind.Subscription) ?? (schema.IsExtension ? draft.Subscription : "");

        string? Root(OperationKind kind) => schema.Roots.FirstOrDefault(root => root.Operation == kind)?.Type.Name.Text;
    }

    private static TypeDraft Draft(TypeDefinition definition)
    {
        var (name, description) = (definition.Name.Text, definition.Description?.Text);
        var draft = definition switch
        {
            ScalarDefinition => new TypeDraft(DraftKind.Scalar, name, description) { Coercion = new JsonScalar() },
            FieldsDefinition type => new TypeDraft(type.IsInterface ? DraftKind.Interface : DraftKind.Object, name, description),
            UnionDefinition => new TypeDraft(DraftKind.Union, name, description),
            EnumDefinition => new TypeDraft(DraftKind.Enum, name, description),
            InputDefinition type => new TypeDraft(DraftKind.Input, name, description) { Body = string.Join('\n', type.Fields.Select(GraphPrinter.Print)) },
            _ => throw new ArgumentOutOfRangeException(nameof(definition)),
        };
        draft.Directives.AddRange(definition.Directives.Select(GraphPrinter.Print));
        switch (definition)
        {
            case FieldsDefinition type:
                draft.Interfaces.AddRange(type.Interfaces.Select(one => one.Name.Text));
                draft.Fields.AddRange(type.Fields.Select(field => new FieldDraft("", null, null) { Node = field }));
                break;
            case UnionDefinition union:
                draft.Members.AddRange(union.Members.Select(one => one.Name.Text));
                break;
            case EnumDefinition type:
                draft.Entries.AddRange(type.Entries.Select(entry => new EntryDraft(
                    entry.Name.Text, entry.Name.Text, entry.Description?.Text, Directives: GraphPrinter.Directives(entry.Directives))));
                break;
        }

        return draft;
    }

    private static string Without(DirectiveDefinition directive) =>
        GraphPrinter.Print(new DirectiveDefinition(directive.Span, null, directive.Name, directive.Arguments, directive.IsRepeatable, directive.Locations))["directive ".Length..];

    /// <summary>The specification a composed directive is linked by; null when it is not composed.</summary>
    private static string? ComposedBy(Document document, string directive)
    {
        var onSchema = document.Definitions.OfType<SchemaDefinition>().SelectMany(schema => schema.Directives).ToArray();
        return onSchema.Any(applied => applied.Name.Text == "composeDirective" && Value(applied, "name") is StringValue { Text: var name } && name == $"@{directive}")
            ? onSchema.Where(applied => applied.Name.Text == "link" && Value(applied, "import") is ListValue imports && imports.Items.Any(item => item is StringValue { Text: var name } && name == $"@{directive}"))
                .Select(link => (Value(link, "url") as StringValue)?.Text).FirstOrDefault()
            : null;
    }

    private static ValueNode? Value(DirectiveNode directive, string argument) => directive.Arguments.FirstOrDefault(given => given.Name.Text == argument)?.Value;
}
