using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Tests.Language;

public sealed class ParserTests
{
    [Theory]
    [InlineData("{", 1, 2, "Expected Name, found <EOF>.")]
    [InlineData("{}", 1, 2, "Expected Name, found \"}\".")]
    [InlineData("", 1, 1, "Unexpected <EOF>.")]
    [InlineData("{ ...MissingOn }\nfragment MissingOn Type", 2, 20, "Expected \"on\", found Name \"Type\".")]
    [InlineData("{ field: {} }", 1, 10, "Expected Name, found \"{\".")]
    [InlineData("notAnOperation Foo { field }", 1, 1, "Unexpected Name \"notAnOperation\".")]
    [InlineData("...", 1, 1, "Unexpected \"...\".")]
    [InlineData("{ \"\"", 1, 3, "Expected Name, found String \"\".")]
    [InlineData("{ a(x: \"b\" \"c\") }", 1, 12, "Expected Name, found String \"c\".")]
    [InlineData("query Foo($x: Complex = { a: { b: [ $var ] } }) { field }", 1, 37, "Unexpected variable \"$var\" in constant value.")]
    [InlineData("query ($x: Int = $) { a }", 1, 18, "Unexpected \"$\".")]
    [InlineData("fragment on on on { on }", 1, 10, "Unexpected Name \"on\".")]
    [InlineData("{ ...on }", 1, 9, "Expected Name, found \"}\".")]
    [InlineData("query ($x: [Int { a }", 1, 17, "Expected \"]\", found \"{\".")]
    [InlineData("query () { a }", 1, 8, "Expected \"$\", found \")\".")]
    [InlineData("{ a() }", 1, 5, "Expected Name, found \")\".")]
    [InlineData("{ a(b) }", 1, 6, "Expected \":\", found \")\".")]
    [InlineData("{ a(b: ) }", 1, 8, "Unexpected \")\".")]
    [InlineData("\"why\" { a }", 1, 1, "Unexpected description, descriptions are not supported on shorthand queries.")]
    [InlineData("\"why\" extend type A { a: Int }", 1, 1, "Unexpected description, only GraphQL definitions support descriptions.")]
    [InlineData("extend", 1, 7, "Unexpected <EOF>.")]
    [InlineData("extend query A { a }", 1, 8, "Unexpected Name \"query\".")]
    [InlineData("extend type A", 1, 14, "Unexpected <EOF>.")]
    [InlineData("type A {}", 1, 9, "Expected Name, found \"}\".")]
    [InlineData("schema", 1, 7, "Expected \"{\", found <EOF>.")]
    [InlineData("schema { ask: Q }", 1, 10, "Unexpected Name \"ask\".")]
    [InlineData("union U = |", 1, 12, "Expected Name, found <EOF>.")]
    [InlineData("enum E { true }", 1, 10, "Name \"true\" is reserved and cannot be used for an enum value.")]
    [InlineData("directive @d on FIELD | INCORRECT", 1, 25, "Unexpected Name \"INCORRECT\".")]
    [InlineData("directive d on FIELD", 1, 11, "Expected \"@\", found Name \"d\".")]
    public void What_the_grammar_forbids_is_told_with_its_place(string source, int line, int column, string says)
    {
        var error = GraphParser.Parse(source, ParserLimits.Default).Error;

        Assert.Equal($"Syntax Error: {says}", error?.Message);
        Assert.Equal([new GraphLocation(line, column)], error?.Locations);
    }

    [Fact]
    public void Every_part_knows_where_it_stands()
    {
        const string Source = "query Q($v: Int = 1 @a) @b {\n  x: y(z: [$v, {k: null}]) @c { ...F ... on T @d { e } }\n}";
        var operation = Assert.IsType<OperationDefinition>(GraphParser.Parse(Source, ParserLimits.Default).Value?.Definitions[0]);
        var field = Assert.IsType<FieldNode>(operation.Selections.Items[0]);

        string At(GraphNode node) => Source[node.Span.Start..node.Span.End];
        Assert.Equal(Source, At(operation));
        Assert.Equal("$v: Int = 1 @a", At(operation.Variables[0]));
        Assert.Equal("x", At(field.Alias!));
        Assert.Equal("z: [$v, {k: null}]", At(field.Arguments[0]));
        Assert.Equal("@c", At(field.Directives[0]));
        Assert.Equal(["...F", "... on T @d { e }"], field.Selections!.Items.Select(At));
        Assert.Equal("k: null", At(((ObjectValue)((ListValue)field.Arguments[0].Value).Items[1]).Fields[0]));
    }

    [Fact]
    public void Words_of_the_grammar_may_name_fields_and_types()
    {
        foreach (var word in new[] { "on", "fragment", "query", "mutation", "subscription", "true", "false", "null", "type", "extend" })
        {
            var source = $"query {word} {{\n  {word}({word}: ${word}) {{\n    ... on {word} {{\n      {word}\n    }}\n  }}\n}}";
            Assert.Equal(source, GraphPrinter.Print(GraphParser.Parse(source, ParserLimits.Default).Value!));
        }
    }

    [Fact]
    public void The_parts_a_schema_is_written_in_are_read_alone()
    {
        Assert.Equal("[ID!]!", GraphPrinter.Print(GraphParser.ParseType(" [ID!]! ").Value!));
        var field = GraphParser.ParseField("prompts(tags: [String!] = [\"a\"], first: Int): [Prompt!]! @cost(weight: \"2\")").Value!;
        Assert.Equal("prompts(tags: [String!] = [\"a\"], first: Int): [Prompt!]! @cost(weight: \"2\")", GraphPrinter.Print(field));
        Assert.Equal(["id: ID!", "note: String = null"], GraphParser.ParseInputs("id: ID!, note: String = null").Value!.Select(GraphPrinter.Print));
        Assert.Empty(GraphParser.ParseInputs("").Value!);
        Assert.Equal(["@tag(name: \"a\")", "@shareable"], GraphParser.ParseDirectives("@tag(name: \"a\") @shareable").Value!.Select(GraphPrinter.Print));
        Assert.Equal("{\n  id\n  organization {\n    id\n  }\n}", GraphPrinter.Print(GraphParser.ParseFields("id organization { id }").Value!));
        Assert.Equal("Syntax Error: Expected <EOF>, found Name \"b\".", GraphParser.ParseType("A b").Error?.Message);
        Assert.Equal("Syntax Error: Expected Name, found <EOF>.", GraphParser.ParseFields("").Error?.Message);
        Assert.Equal("Syntax Error: Unexpected variable \"$v\" in constant value.", GraphParser.ParseInputs("a: Int = $v").Error?.Message);
    }
}
