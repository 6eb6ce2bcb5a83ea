using System.Globalization;
using System.Text.Json;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Scalars;

/// <summary>String: text, as <see cref="string"/>. Numbers and truth values of resolvers are written as text; nothing but text is read.</summary>
internal sealed class StringScalar : ScalarCoercion
{
    public override object ReadVariable(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new CoercionException($"String cannot represent a non string value: {Inspect.Show(value)}");

    public override object ReadLiteral(ValueNode literal, Func<string, object?>? variable) =>
        literal is StringValue text ? text.Text : throw new CoercionException($"String cannot represent a non string value: {GraphPrinter.Print(literal)}");

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteStringValue(value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        double number when double.IsFinite(number) => number.ToString("R", CultureInfo.InvariantCulture),
        int or long or short or byte or sbyte or ushort or uint or ulong or decimal => Convert.ToString(value, CultureInfo.InvariantCulture),
        char unit => unit.ToString(),
        Guid id => id.ToString(),
        Uri address => address.OriginalString,
        JsonElement { ValueKind: JsonValueKind.String } json => json.GetString(),
        _ => throw new CoercionException($"String cannot represent value: {Inspect.Show(value)}"),
    });
}
