using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Types;

/// <summary>One broken schema for each rule of the type system.</summary>
public sealed class SchemaRuleTests
{
    [Theory]
    [InlineData("type A { x: Int }", "Query root type must be provided.")]
    [InlineData("type Query { x: Int } input Mutation { x: Int }", "Root type Mutation must be an object type.")]
    [InlineData("schema { query: A mutation: A } type A { x: Int }", "All root types must be different, \"A\" type is used for several of them.")]
    [InlineData("type Query { __x: Int }", "Name \"__x\" must not begin with \"__\", which is reserved by GraphQL introspection.")]
    [InlineData("type Query { x: Int } type __A { x: Int }", "Name \"__A\" must not begin with \"__\", which is reserved by GraphQL introspection.")]
    [InlineData("type Query { x(__a: Int): Int }", "Name \"__a\" must not begin with \"__\", which is reserved by GraphQL introspection.")]
    [InlineData("type Query", "Type Query must define one or more fields.")]
    [InlineData("type Query { x: I } input I { a: Int }", "The type of Query.x must be Output Type but got: I.")]
    [InlineData("type Query { x(a: Query): Int }", "The type of Query.x(a:) must be Input Type but got: Query.")]
    [InlineData("type Query { x(a: Int! @deprecated): Int }", "Required argument Query.x(a:) cannot be deprecated.")]
    [InlineData("type Query { x: Int x: Int }", "Query.x is declared more than once.")]
    [InlineData("type Query { x(a: Int, a: Int): Int }", "Query.x(a:) is declared more than once.")]
    [InlineData("type Query { x: Int } type A { x: Int } type A { y: Int }", "Type A is declared more than once; a second file adds to it with Extend.")]
    [InlineData("type Query { x: Int } scalar Int", "Type Int is built in and cannot be declared.")]
    [InlineData("type Query { x: Missing }", "Query.x refers to type Missing, which is not declared.")]
    [InlineData("type Query { x: Int } extend type A { y: Int }", "Type A is extended, but not declared as the same kind with the same CLR type.")]
    [InlineData("type Query implements Missing { x: Int }", "Type Query refers to Missing, which is not an interface.")]
    [InlineData("type Query implements A & A { x: Int } interface A { x: Int }", "Type Query can only implement A once.")]
    [InlineData("type Query { x: Int } interface A implements A { x: Int }", "Type A cannot implement itself because it would create a circular reference.")]
    [InlineData("type Query implements B { x: Int } interface A { x: Int } interface B implements A { x: Int }", "Type Query must implement A because it is implemented by B.")]
    [InlineData("type Query { x: Int } interface A implements B { x: Int } interface B implements A { x: Int }", "Type A cannot implement B because it would create a circular reference.")]
    [InlineData("type Query implements A { x: Int } interface A { y: Int }", "Interface field A.y expected but Query does not provide it.")]
    [InlineData("type Query implements A { x: Int } interface A { x: String }", "Interface field A.x expects type String but Query.x is type Int.")]
    [InlineData("type Query implements A { x: Int } interface A { x(a: Int): Int }", "Interface field argument A.x(a:) expected but Query.x does not provide it.")]
    [InlineData("type Query implements A { x(a: Int!): Int } interface A { x(a: Int): Int }", "Interface field argument A.x(a:) expects type Int but Query.x(a:) is type Int!.")]
    [InlineData("type Query implements A { x(a: Int!): Int } interface A { x: Int }", "Object field Query.x includes required argument a that is missing from the Interface field A.x.")]
    [InlineData("type Query implements A { x: Int @deprecated } interface A { x: Int }", "Interface field A.x is not deprecated, so implementation field Query.x must not be deprecated.")]
    [InlineData("type Query { x: Int } union U", "Union type U must define one or more member types.")]
    [InlineData("type Query { x: Int } union U = Query | Query", "Union type U can only include type Query once.")]
    [InlineData("type Query { x: Int } union U = Int", "Type U refers to Int, which is not an object type.")]
    [InlineData("type Query { x: Int } enum E", "Enum type E must define one or more values.")]
    [InlineData("type Query { x: Int } enum E { A A }", "E.A is declared more than once.")]
    [InlineData("type Query { x: Int } input I", "Input Object type I must define one or more fields.")]
    [InlineData("type Query { x: Int } input I { a: Query }", "The type of I.a must be Input Type but got: Query.")]
    [InlineData("type Query { x: Int } input I { a: Int! @deprecated }", "Required input field I.a cannot be deprecated.")]
    [InlineData("type Query { x: Int } input I @oneOf { a: Int! }", "OneOf input field I.a must be nullable.")]
    [InlineData("type Query { x: Int } input I @oneOf { a: Int = 1 }", "OneOf input field I.a cannot have a default value.")]
    [InlineData("type Query { x: Int } input I { a: J! } input J { b: I! }", "Cannot reference Input Object \"I\" within itself through a series of non-null fields: \"a.b\".")]
    [InlineData("type Query { x: Int } input I @oneOf { a: J } input J @oneOf { b: I }", "OneOf Input Object I must be inhabited but all fields recursively reference only other OneOf Input Objects forming an unresolvable cycle.")]
    [InlineData("type Query { x: Int } input I { a: I = {} }", "I.a: its default refers to itself.")]
    [InlineData("type Query { x(a: Int = \"b\"): Int }", "Query.x(a:): its default \"b\" does not fit. Int cannot represent non-integer value: \"b\"")]
    [InlineData("type Query { x(a: Int! = null): Int }", "Query.x(a:): its default null does not fit. Expected value of type \"Int!\", found null.")]
    [InlineData("type Query { x: Int } directive @d on NOWHERE", "Syntax Error: Unexpected Name \"NOWHERE\".")]
    [InlineData("type Query { x: Int } directive @d(a: Query) on FIELD", "The type of @d(a:) must be Input Type but got: Query.")]
    [InlineData("type Query { x: Int } directive @__d on FIELD", "Name \"__d\" must not begin with \"__\", which is reserved by GraphQL introspection.")]
    [InlineData("type Query { x: Int } directive @d(a: Int @d) on ARGUMENT_DEFINITION", "Directive @d refers to itself through its arguments.")]
    [InlineData("type Query { x: Int } directive @d(a: E) on ENUM_VALUE enum E { A @d }", "Directive @d refers to itself through its arguments.")]
    [InlineData("type Query @missing { x: Int }", "Query: unknown directive \"@missing\".")]
    [InlineData("type Query @d { x: Int } directive @d on FIELD", "Query: directive \"@d\" may not be used on OBJECT.")]
    [InlineData("type Query @d @d { x: Int } directive @d on OBJECT", "Query: the directive \"@d\" can only be used once at this location.")]
    [InlineData("type Query @d(b: 1) { x: Int } directive @d on OBJECT", "Query: unknown argument \"b\" on directive \"@d\".")]
    [InlineData("type Query @d { x: Int } directive @d(a: Int!) on OBJECT", "Query: directive \"@d\": Argument \"a\" of required type \"Int!\" was not provided.")]
    [InlineData("type Query @key(fields: \"id\") { x: Int }", "Query @key selects Query.id, which is not declared.")]
    [InlineData("type Query { x: A } type A @key(fields: \"b { }\") { b: A }", "A @key \"b { }\" is no selection of fields.")]
    [InlineData("type Query { x: A } type A @key(fields: \"b\") { b: A }", "A @key selects A.b, of which it must say what.")]
    [InlineData("query { x }", "A schema holds no operations and no fragments.")]
    public void A_broken_schema_is_refused_with_its_reason(string sdl, string problem) =>
        Assert.Contains(Assert.Throws<GraphSchemaException>(() => SdlSchema.Read(sdl)).Problems, told => told.StartsWith(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData("type Query { x(a: I): Int } input I { a: I = {a: null} }")]
    [InlineData("type Query { x: Int } input I { a: [I!]! b: I }")]
    [InlineData("type Query { x: Int } input I @oneOf { a: [I!] b: J } input J @oneOf { c: I d: Int }")]
    [InlineData("type Query implements A & B { x(a: Int, b: Int): Int! } interface A { x(a: Int): Int } interface B { x(a: Int): Int }")]
    [InlineData("type Query { u: [U!]! } union U = A | B type A { x: Int } type B { x: Int }")]
    [InlineData("\"Said.\" schema { query: Root } type Root { x: Int } type Mutation { y: Int }")]
    [InlineData("extend type Query { x: Int }")]
    public void A_sound_schema_is_accepted_and_prints_as_it_is_read(string sdl)
    {
        var schema = SdlSchema.Read(sdl);
        Assert.Equal(schema.Sdl, SdlSchema.Read(schema.Sdl).Sdl);
    }

    [Fact]
    public void A_subgraph_prints_as_it_is_read()
    {
        var sdl = GraphSchema.Build(Library.Declare).Sdl;
        var read = SdlSchema.Read(sdl);
        Assert.Equal(sdl, read.Sdl);
        Assert.Equal(GraphSchema.Build(Library.Declare).Version, read.Version);
        Assert.Contains("_entities", read.Query.Fields.Keys);
    }

    [Fact]
    public void A_schema_that_only_weighs_its_fields_is_no_subgraph()
    {
        var schema = GraphSchema.Build(graph => graph.Query("x: [Int]", _ => null).Cost(3).ListSize(5));
        Assert.Null(schema.Links);
        Assert.Contains("directive @cost", schema.Sdl, StringComparison.Ordinal);
        Assert.DoesNotContain("_service", schema.Query.Fields.Keys);
    }

    [Fact]
    public void Objects_of_one_clr_type_in_a_union_must_tell_themselves_apart() =>
        Assert.Contains("Type U: a String may be A or B; all but one of them need IsTypeOf.", Assert.Throws<GraphSchemaException>(() => GraphSchema.Build(graph =>
        {
            graph.Query("u: U", _ => null);
            graph.Union("U", "U.", "A", "B");
            graph.Object<string>("A", "A.", a => a.Field("x: Int", _ => 1));
            graph.Object<string>("B", "B.", b => b.Field("x: Int", _ => 1));
        })).Problems);
}
