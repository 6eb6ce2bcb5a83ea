using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;
using Banyan.GraphQL.Types.Drafting;

namespace Banyan.GraphQL.Federation;

/// <summary>The directives of federation 2, and the lowest version that has each.</summary>
/// <remarks>
/// Source: Apollo Federation subgraph specification and its change log, read 2026-11-21. Field sets and scopes are scalars of their own there and plain strings here:
/// no reader ever sees these definitions but in introspection.
/// </remarks>
internal static class FederationDirectives
{
    private const string Anywhere =
        "FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION";

    private static readonly Dictionary<string, (int Minor, string Form, string Description)> Known = new(StringComparer.Ordinal)
    {
        ["key"] = (0, """("The fields that tell one from another." fields: String!, "Whether it can be found here." resolvable: Boolean = true) repeatable on OBJECT | INTERFACE""", "Makes a type an entity, found by these fields."),
        ["external"] = (0, "on OBJECT | FIELD_DEFINITION", "Marks what another subgraph gives."),
        ["requires"] = (0, """("Fields of other subgraphs." fields: String!) on FIELD_DEFINITION""", "Names the fields of other subgraphs a field needs."),
        ["provides"] = (0, """("Fields of the value." fields: String!) on FIELD_DEFINITION""", "Names external fields this subgraph gives on this path."),
        ["shareable"] = (0, "repeatable on OBJECT | FIELD_DEFINITION", "Marks what several subgraphs may give."),
        ["inaccessible"] = (0, $"on {Anywhere}", "Keeps it out of the graph's public schema."),
        ["tag"] = (0, $"""("Any word." name: String!) repeatable on {Anywhere} | SCHEMA""", "Gives it a word for tools."),
        ["override"] = (0, """("The subgraph it is taken from." from: String!, "When it is." label: String) on FIELD_DEFINITION""", "Takes a field over from another subgraph."),
        ["extends"] = (0, "on OBJECT | INTERFACE", "Marks a type as defined elsewhere."),
        ["composeDirective"] = (1, """("The directive." name: String!) repeatable on SCHEMA""", "Keeps a directive of one's own through composition."),
        ["interfaceObject"] = (3, "on OBJECT", "Adds fields to an interface of another subgraph."),
        ["authenticated"] = (5, "on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM", "Asks for a caller who is known."),
        ["requiresScopes"] = (5, """("Any of these sets of scopes." scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM""", "Asks for a caller with scopes."),
        ["policy"] = (6, """("Any of these sets of policies." policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM""", "Asks for policies to hold."),
        ["cost"] = (9, """("Its weight in a query's cost." weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR""", "Says what it costs."),
        ["listSize"] = (9, """("How many items are assumed." assumedSize: Int, "Arguments that bound the list." slicingArguments: [String!], "Fields that hold the list." sizedFields: [String!], "Whether one of the arguments must be given." requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION""", "Says how long a list is."),
    };

    /// <summary>Whether federation defines a directive of that name.</summary>
    public static bool Has(string name) => Known.ContainsKey(name);

    /// <summary>Whether using it alone makes a schema a subgraph; costs are said by schemas that stand alone, too.</summary>
    public static bool MakesSubgraph(string name) => Has(name) && name is not ("cost" or "listSize");

    /// <summary>The lowest minor version of federation 2 that has what is used.</summary>
    public static int Minor(string location, AppliedDirective used) => used.Name switch
    {
        "key" when location == "INTERFACE" => 3,
        "override" when used.Arguments.Any(argument => argument.Name.Text == "label") => 7,
        _ => Known[used.Name].Minor,
    };

    /// <summary>Defines the directives of federation that are used and not declared.</summary>
    public static void AddUsed(SchemaParts parts)
    {
        foreach (var name in parts.Applied().Select(used => used.Directive.Name).Distinct(StringComparer.Ordinal).Where(name => Has(name) && !parts.Directives.ContainsKey(name)).ToArray())
        {
            var (_, form, description) = Known[name];
            DirectiveDefinitions.Add(new DirectiveDraft($"@{name}{(form.StartsWith('(') ? "" : " ")}{form}", description, null), parts);
        }
    }

    /// <summary>A key as the directive that declares it.</summary>
    public static AppliedDirective Key(EntityKey key)
    {
        var fields = Argument("fields", new StringValue(SourceSpan.None, key.Fields, isBlock: false));
        return new AppliedDirective("key", key.IsResolvable ? [fields] : [fields, Argument("resolvable", new BooleanValue(SourceSpan.None, false))]);
    }

    public static ArgumentNode Argument(string name, ValueNode value) => new(SourceSpan.None, new NameNode(SourceSpan.None, name), value);
}
