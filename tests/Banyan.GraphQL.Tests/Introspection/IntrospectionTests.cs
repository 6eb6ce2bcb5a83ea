using Banyan.GraphQL.Tests.Types;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Introspection;

public sealed class IntrospectionTests
{
    private static readonly GraphSchema Schema = SdlSchema.Read("""
        "Said." schema { query: Query }
        type Query implements Node { id: ID! x(a: [Int!]! = [1, 2], old: Int @deprecated): String old: Int @deprecated(reason: "Use x.") }
        interface Node { id: ID! }
        union U = Query
        enum E { A B @deprecated }
        input I @oneOf { a: Int b: E @deprecated(reason: "Gone.") }
        scalar S @specifiedBy(url: "https://example.org/s")
        directive @d(a: Int = 1) repeatable on FIELD | QUERY
        """);

    [Fact]
    public void A_schema_tells_its_types_roots_and_directives()
    {
        Assert.Equal("Said.", Value("__Schema", "description", Schema));
        Assert.Same(Schema.Query, Value("__Schema", "queryType", Schema));
        Assert.Null(Value("__Schema", "mutationType", Schema));
        var names = ((IEnumerable<NamedType>)Value("__Schema", "types", Schema)!).Select(type => type.Name).ToArray();
        Assert.Superset(new HashSet<string>(["Query", "Node", "U", "E", "I", "S", "String", "Boolean", "Int", "ID", "__Schema", "__Type", "__DirectiveLocation"]), names.ToHashSet());
        Assert.DoesNotContain("Float", names);
        Assert.Equal(["include", "skip", "deprecated", "specifiedBy", "oneOf", "d"], ((IEnumerable<DirectiveType>)Value("__Schema", "directives", Schema)!).Select(directive => directive.Name));
    }

    [Theory]
    [InlineData("Query", "OBJECT")]
    [InlineData("Node", "INTERFACE")]
    [InlineData("U", "UNION")]
    [InlineData("E", "ENUM")]
    [InlineData("I", "INPUT_OBJECT")]
    [InlineData("S", "SCALAR")]
    public void A_type_tells_its_kind_and_only_what_its_kind_has(string name, string kind)
    {
        var type = Schema.Types[name];
        Assert.Equal(kind, Value("__Type", "kind", type));
        Assert.Equal(name, Value("__Type", "name", type));
        Assert.Equal(kind is "OBJECT" or "INTERFACE", Value("__Type", "fields", type, ("includeDeprecated", false)) is not null);
        Assert.Equal(kind is "OBJECT" or "INTERFACE", Value("__Type", "interfaces", type) is not null);
        Assert.Equal(kind is "UNION" or "INTERFACE", Value("__Type", "possibleTypes", type) is not null);
        Assert.Equal(kind is "ENUM", Value("__Type", "enumValues", type, ("includeDeprecated", false)) is not null);
        Assert.Equal(kind is "INPUT_OBJECT", Value("__Type", "inputFields", type, ("includeDeprecated", false)) is not null);
        Assert.Equal(kind is "INPUT_OBJECT" ? true : null, Value("__Type", "isOneOf", type));
        Assert.Equal(kind is "SCALAR" ? "https://example.org/s" : null, Value("__Type", "specifiedByURL", type));
        Assert.Null(Value("__Type", "ofType", type));
    }

    [Fact]
    public void Lists_and_non_null_types_have_no_name_but_what_they_hold()
    {
        var type = Schema.Query.Fields["x"].Arguments["a"].Type;
        Assert.Equal("NON_NULL", Value("__Type", "kind", type));
        Assert.Null(Value("__Type", "name", type));
        Assert.Equal("LIST", Value("__Type", "kind", Value("__Type", "ofType", type)!));
    }

    [Fact]
    public void Deprecated_members_show_when_asked_for()
    {
        Assert.Equal(["id", "x"], Names<GraphField>("__Type", "fields", Schema.Query, false, field => field.Name));
        Assert.Equal(["id", "x", "old"], Names<GraphField>("__Type", "fields", Schema.Query, true, field => field.Name));
        Assert.Equal(["A"], Names<EnumEntry>("__Type", "enumValues", Schema.Types["E"], false, entry => entry.Name));
        Assert.Equal(["a"], Names<InputValue>("__Type", "inputFields", Schema.Types["I"], false, field => field.Name));
        Assert.Equal(["a", "old"], Names<InputValue>("__Field", "args", Schema.Query.Fields["x"], true, argument => argument.Name));
        Assert.Equal("Use x.", Value("__Field", "deprecationReason", Schema.Query.Fields["old"]));
        Assert.Equal("No longer supported", Value("__EnumValue", "deprecationReason", ((EnumType)Schema.Types["E"]).Entries["B"]));
    }

    [Fact]
    public void Defaults_are_told_as_literals_and_directives_with_their_places()
    {
        Assert.Equal("[1, 2]", Value("__InputValue", "defaultValue", Schema.Query.Fields["x"].Arguments["a"]));
        Assert.Equal(["FIELD", "QUERY"], (IEnumerable<string>)Value("__Directive", "locations", Schema.Directives["d"])!);
        Assert.Equal(true, Value("__Directive", "isRepeatable", Schema.Directives["d"]));
    }

    [Fact]
    public void The_fields_of_the_schema_itself_are_found_on_the_query_root_only()
    {
        Assert.Same(Schema, ((FieldResolver.Value)Schema.FieldOf(Schema.Query, "__schema")!.Resolver!).Resolve(null, new FakeContext()));
        Assert.Same(Schema.Types["E"], ((FieldResolver.Value)Schema.FieldOf(Schema.Query, "__type")!.Resolver!).Resolve(null, new FakeContext(("name", "E"))));
        Assert.Null(Schema.FieldOf(Schema.Types["Node"], "__schema"));
        Assert.Equal("String!", Schema.FieldOf(Schema.Types["U"], "__typename")!.Type.ToString());
        Assert.Null(Schema.FieldOf(Schema.Types["I"], "__typename"));
    }

    private static string[] Names<T>(string type, string field, object parent, bool all, Func<T, string> name) => [.. ((IEnumerable<T>)Value(type, field, parent, ("includeDeprecated", all))!).Select(name)];

    private static object? Value(string type, string field, object parent, params (string, object?)[] arguments) =>
        ((FieldResolver.Value)((ObjectType)Schema.Types[type]).Fields[field].Resolver!).Resolve(parent, new FakeContext(arguments));
}
