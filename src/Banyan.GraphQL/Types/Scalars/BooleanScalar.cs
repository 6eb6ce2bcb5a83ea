using System.Text.Json;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Scalars;

/// <summary>Boolean: <see cref="bool"/>. A resolver's finite number is true unless it is 0.</summary>
internal sealed class BooleanScalar : ScalarCoercion
{
    public override object ReadVariable(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw NotBoolean(Inspect.Show(value));

    public override object ReadLiteral(ValueNode literal, Func<string, object?>? variable) =>
        literal is BooleanValue truth ? truth.Value : throw NotBoolean(GraphPrinter.Print(literal));

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteBooleanValue(value switch
    {
        bool truth => truth,
        JsonElement { ValueKind: JsonValueKind.True or JsonValueKind.False } json => json.GetBoolean(),
        not string when Numbers.Float(value) is { } number && double.IsFinite(number) => number is not 0,
        _ => throw NotBoolean(Inspect.Show(value)),
    });

    private static CoercionException NotBoolean(string shown) => new($"Boolean cannot represent a non boolean value: {shown}");
}
