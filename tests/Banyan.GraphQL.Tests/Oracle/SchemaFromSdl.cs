using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;
using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Tests.Oracle;

/// <summary>Builds a schema that is only asked about, never run, from SDL; scalars of its own take any literal.</summary>
internal static class SchemaFromSdl
{
    public static GraphSchema Build(string sdl)
    {
        var document = GraphParser.Parse(sdl, ParserLimits.Trusted);
        var definitions = document.IsGood ? document.Value.Definitions : throw new ArgumentException(document.Error.Message, nameof(sdl));
        return GraphSchema.Build(graph =>
        {
            foreach (var definition in definitions)
            {
                Add(graph.Draft, definition);
            }
        });
    }

    private static void Add(SchemaDraft draft, Definition definition)
    {
        switch (definition)
        {
            case SchemaDefinition schema:
                draft.Description = schema.Description?.Text;
                draft.Query = Root(schema, OperationKind.Query) ?? draft.Query;
                draft.Mutation = Root(schema, OperationKind.Mutation) ?? draft.Mutation;
                draft.Subscription = Root(schema, OperationKind.Subscription) ?? draft.Subscription;
                break;
            case DirectiveDefinition directive:
                draft.DirectiveDefinitions.Add(new DirectiveDraft(GraphPrinter.Print(directive)["directive ".Length..], null, null));
                break;
            case TypeDefinition type:
                draft.Types.Add(Draft(type));
                break;
        }
    }

    private static TypeDraft Draft(TypeDefinition definition)
    {
        var (name, description) = (definition.Name.Text, definition.Description?.Text);
        var draft = definition switch
        {
            ScalarDefinition => new TypeDraft(DraftKind.Scalar, name, description) { Coercion = new AnyScalar() },
            FieldsDefinition { IsInterface: true } type => new TypeDraft(DraftKind.Interface, name, description) { Body = Lines(type.Fields) },
            FieldsDefinition => new TypeDraft(DraftKind.Object, name, description),
            UnionDefinition => new TypeDraft(DraftKind.Union, name, description),
            EnumDefinition => new TypeDraft(DraftKind.Enum, name, description),
            InputDefinition type => new TypeDraft(DraftKind.Input, name, description) { Body = Lines(type.Fields) },
            _ => throw new ArgumentOutOfRangeException(nameof(definition)),
        };
        draft.Directives.AddRange(definition.Directives.Select(GraphPrinter.Print));
        switch (definition)
        {
            case FieldsDefinition type:
                draft.Interfaces.AddRange(type.Interfaces.Select(one => one.Name.Text));
                draft.Fields.AddRange(type.IsInterface ? [] : type.Fields.Select(field => new FieldDraft(GraphPrinter.Print(field), null, null)));
                break;
            case UnionDefinition union:
                draft.Members.AddRange(union.Members.Select(one => one.Name.Text));
                break;
            case EnumDefinition type:
                draft.Entries.AddRange(type.Entries.Select(entry => new EntryDraft(entry.Name.Text, entry.Name.Text, entry.Description?.Text, Sdl.Deprecation(entry.Directives))));
                break;
        }

        return draft;
    }

    private static string? Root(SchemaDefinition schema, OperationKind kind) => schema.Roots.FirstOrDefault(root => root.Operation == kind)?.Type.Name.Text;

    private static string Lines(IEnumerable<GraphNode> members) => string.Join('\n', members.Select(GraphPrinter.Print));
}
