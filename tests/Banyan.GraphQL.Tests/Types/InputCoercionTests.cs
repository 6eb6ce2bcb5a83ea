using System.Text.Json;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Types;

/// <summary>The specification's tables of input coercion: lists, input objects, one-of inputs, variables and arguments.</summary>
public sealed class InputCoercionTests
{
    private static readonly GraphSchema Schema = SdlSchema.Read("""
        type Query { f(required: Int!, withDefault: Int! = 5, optional: [Int!], one: One, deep: Deep): Int }
        input Example { a: String, b: Int! }
        input Deep { list: [Example!] = [{b: 1}], inner: Deep, kind: Kind = RED }
        input One @oneOf { a: String, b: Int }
        enum Kind { RED BLUE }
        """);

    [Theory]
    [InlineData("[Int]", "[1, 2, 3]", "[1,2,3]")]
    [InlineData("[Int]", "[1, null, 3]", "[1,null,3]")]
    [InlineData("[Int]", "1", "[1]")]
    [InlineData("[Int]", "null", "null")]
    [InlineData("[[Int]]", "[[1], [2, 3]]", "[[1],[2,3]]")]
    [InlineData("[[Int]]", "1", "[[1]]")]
    [InlineData("[[Int]]", "[1, 2, 3]", "[[1],[2],[3]]")]
    [InlineData("[[Int]]", "null", "null")]
    [InlineData("[Int]!", "[]", "[]")]
    [InlineData("Example", """{"a": "abc", "b": 123}""", """{"a":"abc","b":123}""")]
    [InlineData("Example", """{"a": null, "b": 123}""", """{"a":null,"b":123}""")]
    [InlineData("Example", """{"b": 123}""", """{"b":123}""")]
    [InlineData("One", """{"a": "x"}""", """{"a":"x"}""")]
    [InlineData("Deep", "{}", """{"list":[{"b":1}],"kind":"RED"}""")]
    [InlineData("Deep", """{"list": null, "kind": "BLUE", "inner": {"list": {"b": 2}}}""", """{"list":null,"inner":{"list":[{"b":2}],"kind":"RED"},"kind":"BLUE"}""")]
    public void A_value_that_fits_is_coerced(string type, string json, string expected)
    {
        var problems = new InputProblems();
        var value = InputCoercion.Read(Parse(json), Type(type), problems);
        Assert.Empty(problems.Found);
        Assert.Equal(expected, Show(value));
    }

    [Theory]
    [InlineData("[Int]", "[1, \"b\", true]", "Variable \"$v\" got invalid value \"b\" at \"v[1]\"; Int cannot represent non-integer value: \"b\"|Variable \"$v\" got invalid value true at \"v[2]\"; Int cannot represent non-integer value: true")]
    [InlineData("[Int!]", "[1, null]", "Variable \"$v\" got invalid value null at \"v[1]\"; Expected non-nullable type \"Int!\" not to be null.")]
    [InlineData("Example", "{}", "Variable \"$v\" got invalid value {}; Field \"b\" of required type \"Int!\" was not provided.")]
    [InlineData("Example", """{"b": null}""", "Variable \"$v\" got invalid value null at \"v.b\"; Expected non-nullable type \"Int!\" not to be null.")]
    [InlineData("Example", """{"b": 1, "c": 2}""", "Variable \"$v\" got invalid value { b: 1, c: 2 }; Field \"c\" is not defined by type \"Example\".")]
    [InlineData("Example", "\"text\"", "Variable \"$v\" got invalid value \"text\"; Expected type \"Example\" to be an object.")]
    [InlineData("One", "{}", "Variable \"$v\" got invalid value {}; Exactly one key must be specified for OneOf type \"One\".")]
    [InlineData("One", """{"a": "x", "b": 1}""", "Variable \"$v\" got invalid value { a: \"x\", b: 1 }; Exactly one key must be specified for OneOf type \"One\".")]
    [InlineData("One", """{"a": null}""", "Variable \"$v\" got invalid value null at \"v.a\"; Field \"a\" must be non-null.")]
    [InlineData("Kind", "\"PINK\"", "Variable \"$v\" got invalid value \"PINK\"; Value \"PINK\" does not exist in \"Kind\" enum.")]
    [InlineData("Kind", "1", "Variable \"$v\" got invalid value 1; Enum \"Kind\" cannot represent non-string value: 1.")]
    [InlineData("Deep", """{"inner": {"list": [{"b": "x"}]}}""", "Variable \"$v\" got invalid value \"x\" at \"v.inner.list[0].b\"; Int cannot represent non-integer value: \"x\"")]
    public void A_value_that_does_not_fit_says_where_and_why(string type, string json, string expected)
    {
        var problems = new InputProblems();
        InputCoercion.Read(Parse(json), Type(type), problems);
        Assert.Equal(expected, string.Join('|', problems.Found.Select(problem => problem.Tell("v"))));
    }

    [Theory]
    [InlineData("Example", "{a: \"abc\", b: $v}", """{"v": 1}""", """{"a":"abc","b":1}""")]
    [InlineData("Example", "{a: $v, b: 1}", "{}", """{"b":1}""")]
    [InlineData("Example", "{a: $v, b: 1}", """{"v": null}""", """{"a":null,"b":1}""")]
    [InlineData("Example", "{b: $v}", "{}", null)]
    [InlineData("Example", "{b: $v}", """{"v": null}""", null)]
    [InlineData("Deep", "{kind: $v}", "{}", """{"list":[{"b":1}],"kind":"RED"}""")]
    [InlineData("[Int]", "[1, $v]", "{}", "[1,null]")]
    [InlineData("[Int!]", "[1, $v]", "{}", null)]
    [InlineData("[Int]", "$v", """{"v": [2]}""", "[2]")]
    [InlineData("One", "{a: $v}", """{"v": "x"}""", """{"a":"x"}""")]
    [InlineData("One", "{a: $v}", "{}", null)]
    [InlineData("One", "{a: $v}", """{"v": null}""", null)]
    [InlineData("One", "{a: \"x\", b: $v}", "{}", null)]
    public void A_literal_takes_variables_and_a_missing_one_was_not_given(string type, string literal, string variables, string? expected)
    {
        var given = Parse(variables).EnumerateObject().ToDictionary(
            member => member.Name,
            member => member.Value.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.Array => new object?[] { 2 }, JsonValueKind.String => member.Value.GetString(), _ => (object?)member.Value.GetInt32() },
            StringComparer.Ordinal);
        if (expected is null)
        {
            Assert.Throws<CoercionException>(() => InputCoercion.Read(Literal(literal), Type(type), given));
        }
        else
        {
            Assert.Equal(expected, Show(InputCoercion.Read(Literal(literal), Type(type), given)));
        }
    }

    [Theory]
    [InlineData("", "Argument \"required\" of required type \"Int!\" was not provided.")]
    [InlineData("(required: $none)", "Argument \"required\" of required type \"Int!\" was provided the variable \"$none\" which was not provided a runtime value.")]
    [InlineData("(required: null)", "Argument \"required\" of non-null type \"Int!\" must not be null.")]
    [InlineData("(required: \"x\")", "Argument \"required\" has invalid value \"x\". Int cannot represent non-integer value: \"x\"")]
    public void A_missing_or_wrong_argument_is_told(string arguments, string message) => Assert.Equal(message, Assert.Throws<CoercionException>(() => Arguments(arguments)).Message);

    [Fact]
    public void Arguments_get_their_defaults_and_absent_ones_stay_absent()
    {
        var read = Arguments("(required: 1, optional: $none)");
        Assert.Equal([("required", 1), ("withDefault", 5)], read.Select(pair => (pair.Key, (int)pair.Value!)));
    }

    [Theory]
    [InlineData("($v: Int!)", "{}", "Variable \"$v\" of required type \"Int!\" was not provided.")]
    [InlineData("($v: Int!)", """{"v": null}""", "Variable \"$v\" of non-null type \"Int!\" must not be null.")]
    [InlineData("($v: Missing)", "{}", "Variable \"$v\" expected value of type \"Missing\" which cannot be used as an input type.")]
    [InlineData("($v: Int! = 3)", "{}", "3")]
    [InlineData("($v: Int)", "{}", "absent")]
    [InlineData("($v: Int)", """{"v": null}""", "null")]
    public void Variables_are_coerced_or_refused(string definitions, string given, string expected)
    {
        var operation = (OperationDefinition)GraphParser.Parse($"query {definitions} {{ f }}", ParserLimits.Default).Value!.Definitions[0];
        var problems = new List<(VariableDefinition Definition, string Message)>();
        var values = VariableCoercion.Read(operation.Variables, Schema, Parse(given), problems);
        Assert.Equal(expected, problems.Count > 0 ? problems[0].Message : values.TryGetValue("v", out var value) ? Show(value) : "absent");
    }

    private static IReadOnlyDictionary<string, object?> Arguments(string arguments) =>
        ArgumentCoercion.Read(Schema.Query.Fields["f"].Arguments, Field($"{{ f{arguments} }}").Arguments, new Dictionary<string, object?>(StringComparer.Ordinal));

    private static FieldNode Field(string document) => (FieldNode)((OperationDefinition)GraphParser.Parse(document, ParserLimits.Default).Value!.Definitions[0]).Selections.Items[0];

    private static ValueNode Literal(string text) => Field($"{{ f(a: {text}) }}").Arguments[0].Value;

    private static GraphType Type(string text) => Schema.Find(GraphParser.ParseType(text).Value!)!;

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string Show(object? value) => value switch
    {
        null => "null",
        InputFields input => $"{{{string.Join(',', input.Values.Select(pair => $"\"{pair.Key}\":{Show(pair.Value)}"))}}}",
        object?[] items => $"[{string.Join(',', items.Select(Show))}]",
        string text => $"\"{text}\"",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
