using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;
using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Introspection;

/// <summary>What a schema says of itself, as ordinary types over the model.</summary>
internal sealed class IntrospectionTypes
{
    private IntrospectionTypes() => Fields =
    [
        new FieldDraft("__schema: __Schema!", "The schema of this endpoint.", new FieldResolver.Value((_, _) => Schema)),
        new FieldDraft("""__type("The type's name." name: String!): __Type""", "One type of the schema; null when there is none of that name.",
            new FieldResolver.Value((_, context) => Schema!.Types.GetValueOrDefault(context.Arg<string>("name")))),
        new FieldDraft("__typename: String!", "The name of the object's type.", null),
    ];

    /// <summary><c>__schema</c>, <c>__type</c> and <c>__typename</c>, in this order.</summary>
    public IReadOnlyList<FieldDraft> Fields { get; }

    /// <summary>Set once the schema is there; nothing asks before.</summary>
    public GraphSchema? Schema { get; set; }

    public static IntrospectionTypes Declare(GraphBuilder graph)
    {
        var types = new IntrospectionTypes();
        DeclareSchema(graph);
        types.DeclareType(graph);
        DeclareMembers(graph);
        DeclareDirective(graph);
        DeclareEnums(graph);
        return types;
    }

    private static void DeclareSchema(GraphBuilder graph) => graph.Object<GraphSchema>("__Schema", "A schema: its types, its roots and its directives.", schema =>
    {
        schema.Field("description: String", one => one.Description, "What the schema is for.");
        schema.Field("types: [__Type!]!", one => one.Types.Values, "All types with a name.");
        schema.Field("queryType: __Type!", one => one.Query, "Where queries begin.");
        schema.Field("mutationType: __Type", one => one.Mutation, "Where mutations begin; null when there are none.");
        schema.Field("subscriptionType: __Type", one => one.Subscription, "Where subscriptions begin; null when there are none.");
        schema.Field("directives: [__Directive!]!", one => one.Directives.Values, "All directives.");
    });

    private void DeclareType(GraphBuilder graph) => graph.Object<GraphType>("__Type", "A type; which fields have a value depends on its kind.", type =>
    {
        type.Field("kind: __TypeKind!", one => TypeKinds.Of(one), "Which kind of type it is.");
        type.Field("name: String", one => (one as NamedType)?.Name, "Its name; null for a list and for what is never null.");
        type.Field("description: String", one => (one as NamedType)?.Description, "What it is.");
        type.Field("specifiedByURL: String", one => (one as ScalarType)?.SpecifiedBy, "Where a scalar is specified.");
        type.Field(
            """fields("Whether deprecated ones are shown." includeDeprecated: Boolean! = false): [__Field!]""",
            (one, context) => Shown((one as FieldsType)?.Fields.Values, context, field => field.Deprecation), "The fields of an object or interface.");
        type.Field("interfaces: [__Type!]", one => (one as FieldsType)?.Interfaces, "What an object or interface implements.");
        type.Field("possibleTypes: [__Type!]", one => TypeKinds.IsAbstract(one) ? Schema!.PossibleTypes.Of(one.Named) : null, "The objects of an interface or union.");
        type.Field(
            """enumValues("Whether deprecated ones are shown." includeDeprecated: Boolean! = false): [__EnumValue!]""",
            (one, context) => Shown((one as EnumType)?.Entries.Values, context, entry => entry.Deprecation), "The values of an enum.");
        type.Field(
            """inputFields("Whether deprecated ones are shown." includeDeprecated: Boolean! = false): [__InputValue!]""",
            (one, context) => Shown((one as InputType)?.Fields.Values, context, field => field.Deprecation), "The fields of an input.");
        type.Field("ofType: __Type", one => (one as ListType)?.Item ?? (one as NonNullType)?.Inner, "What a list, or what is never null, holds.");
        type.Field("isOneOf: Boolean", one => (one as InputType)?.IsOneOf, "Whether exactly one field of an input must be given.");
    });

    private static void DeclareMembers(GraphBuilder graph)
    {
        graph.Object<GraphField>("__Field", "A field of an object or interface.", field =>
        {
            field.Field("name: String!", one => one.Name, "Its name.");
            field.Field("description: String", one => one.Description, "What it gives.");
            field.Field(
                """args("Whether deprecated ones are shown." includeDeprecated: Boolean! = false): [__InputValue!]!""",
                (one, context) => Shown(one.Arguments.Values, context, argument => argument.Deprecation), "Its arguments.");
            field.Field("type: __Type!", one => one.Type, "The type of its value.");
            field.Field("isDeprecated: Boolean!", one => one.Deprecation is not null, "Whether it should not be used any more.");
            field.Field("deprecationReason: String", one => one.Deprecation, "Why, and what to use instead.");
        });
        graph.Object<InputValue>("__InputValue", "An argument, or a field of an input.", input =>
        {
            input.Field("name: String!", one => one.Name, "Its name.");
            input.Field("description: String", one => one.Description, "What it is for.");
            input.Field("type: __Type!", one => one.Type, "The type of its value.");
            input.Field("defaultValue: String", one => one.DefaultLiteral is null ? null : GraphPrinter.Print(one.DefaultLiteral), "Its default as a literal; null when there is none.");
            input.Field("isDeprecated: Boolean!", one => one.Deprecation is not null, "Whether it should not be used any more.");
            input.Field("deprecationReason: String", one => one.Deprecation, "Why, and what to use instead.");
        });
        graph.Object<EnumEntry>("__EnumValue", "A value of an enum.", entry =>
        {
            entry.Field("name: String!", one => one.Name, "Its name.");
            entry.Field("description: String", one => one.Description, "What it means.");
            entry.Field("isDeprecated: Boolean!", one => one.Deprecation is not null, "Whether it should not be used any more.");
            entry.Field("deprecationReason: String", one => one.Deprecation, "Why, and what to use instead.");
        });
    }

    private static void DeclareDirective(GraphBuilder graph) => graph.Object<DirectiveType>("__Directive", "A directive the schema knows.", directive =>
    {
        directive.Field("name: String!", one => one.Name, "Its name without the sign.");
        directive.Field("description: String", one => one.Description, "What it does.");
        directive.Field("isRepeatable: Boolean!", one => one.IsRepeatable, "Whether it may stand twice at one place.");
        directive.Field("locations: [__DirectiveLocation!]!", one => one.Locations, "Where it may stand.");
        directive.Field(
            """args("Whether deprecated ones are shown." includeDeprecated: Boolean! = false): [__InputValue!]!""",
            (one, context) => Shown(one.Arguments.Values, context, argument => argument.Deprecation), "Its arguments.");
    });

    private static void DeclareEnums(GraphBuilder graph)
    {
        graph.Enum("__TypeKind", "The kinds of type.", TypeKinds.All);
        graph.Enum("__DirectiveLocation", "Where a directive may stand.", DirectiveLocations.All);
    }

    private static T[]? Shown<T>(IEnumerable<T>? all, FieldContext context, Func<T, string?> deprecation) =>
        all is null ? null : [.. context.Arg<bool>("includeDeprecated") ? all : all.Where(one => deprecation(one) is null)];
}
