using System.Globalization;
using System.Text.Json;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Scalars;

/// <summary>ID: opaque text, as <see cref="string"/>; whole numbers are read as their digits.</summary>
internal sealed class IdScalar : ScalarCoercion
{
    public override object ReadVariable(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number when Numbers.TryWhole(value, out var whole) => whole.ToString("0", CultureInfo.InvariantCulture),
        _ => throw new CoercionException($"ID cannot represent value: {Inspect.Show(value)}"),
    };

    public override object ReadLiteral(ValueNode literal, Func<string, object?>? variable) => literal switch
    {
        StringValue text => text.Text,
        IntValue digits => digits.Text,
        _ => throw new CoercionException($"ID cannot represent a non-string and non-integer value: {GraphPrinter.Print(literal)}"),
    };

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteStringValue(value switch
    {
        string text => text,
        Guid id => id.ToString(),
        JsonElement { ValueKind: JsonValueKind.String } json => json.GetString(),
        not bool when Numbers.Whole(value) is { } whole => whole.ToString("0", CultureInfo.InvariantCulture),
        _ => throw new CoercionException($"ID cannot represent value: {Inspect.Show(value)}"),
    });
}
