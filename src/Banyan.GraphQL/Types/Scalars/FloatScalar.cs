using System.Globalization;
using System.Text.Json;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Scalars;

/// <summary>Float: finite numbers of double precision, as <see cref="double"/>.</summary>
internal sealed class FloatScalar : ScalarCoercion
{
    public override object ReadVariable(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw NotNumeric(Inspect.Show(value));

    public override object ReadLiteral(ValueNode literal, Func<string, object?>? variable)
    {
        var text = literal switch { IntValue whole => whole.Text, FloatValue number => number.Text, _ => null };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && double.IsFinite(read) ? read : throw NotNumeric(GraphPrinter.Print(literal));
    }

    public override void Write(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case decimal exact:
                writer.WriteNumberValue(exact);
                break;
            case float single when float.IsFinite(single):
                writer.WriteNumberValue(single);
                break;
            default:
                writer.WriteNumberValue(Numbers.Float(value) is { } number && double.IsFinite(number) ? number : throw NotNumeric(Inspect.Show(value)));
                break;
        }
    }

    private static CoercionException NotNumeric(string shown) => new($"Float cannot represent non numeric value: {shown}");
}
