using System.Text.Json;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Types;

namespace Banyan.GraphQL.Tests.Oracle.Planted;

/// <summary>Makes variables for an operation from a seed: most fit, some are left out, null, of another kind or out of range.</summary>
internal sealed class VariableGenerator(GraphSchema schema, Random random, int oneWrongIn)
{
    private const int MostDepth = 3;

    /// <summary>A JSON object.</summary>
    public string Next(OperationDefinition operation) =>
        $"{{{string.Join(", ", operation.Variables.Where(one => !Chance(6) || one.Type is NonNullTypeNode).Select(one => $"\"{one.Variable.Name.Text}\": {Value(schema.Find(one.Type)!, 0)}"))}}}";

    private string Value(GraphType type, int depth) => type switch
    {
        _ when Chance(oneWrongIn) => Pick("null", "true", "1.5", "3000000000", "-1", "\"text\"", "[]", "[[1], null]", "{}", "{\"unknown\": 1}"),
        NonNullType nonNull => Value(nonNull.Inner, depth),
        _ when Chance(10) => "null",
        ListType list => Chance(5) ? Value(list.Item, depth) : $"[{string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => Value(list.Item, depth + 1)))}]",
        InputType input => Object(input, depth),
        EnumType named => JsonSerializer.Serialize(named.Entries.GetAt(random.Next(named.Entries.Count)).Key),
        { Named.Name: "Int" } => Pick("0", "7", "-2147483648", "2147483647", "1e3", "4.0"),
        { Named.Name: "Float" } => Pick("0", "0.5", "-1e-3", "6.0221e23", "3"),
        { Named.Name: "String" } => Pick("\"\"", "\"text\"", "\"\\ud83d\\ude00\"", "\"a\\nb\""),
        { Named.Name: "Boolean" } => Pick("true", "false"),
        { Named.Name: "ID" } => Pick("\"id\"", "7", "\"\"", "-12"),
        _ => Pick("\"own\"", "12", "{\"b\": [1, null], \"a\": {}}", "[true, \"x\"]"),
    };

    private string Object(InputType type, int depth)
    {
        var fields = type.IsOneOf && !Chance(oneWrongIn) ? [type.Fields.GetAt(random.Next(type.Fields.Count)).Value]
            : type.Fields.Values.Where(field => field.IsRequired ? !Chance(oneWrongIn * 2) : depth < MostDepth && Chance(2));
        return depth > MostDepth * 2 ? "{}" : $"{{{string.Join(", ", fields.Select(field => $"\"{field.Name}\": {Value(type.IsOneOf ? new NonNullType(field.Type) : field.Type, depth + 1)}"))}}}";
    }

    private string Pick(params ReadOnlySpan<string> from) => from[random.Next(from.Length)];

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;
}
