using System.Globalization;
using System.Text.Json;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Scalars;

/// <summary>Int: whole numbers of 32 bits, as <see cref="int"/>.</summary>
internal sealed class IntScalar : ScalarCoercion
{
    public override object ReadVariable(JsonElement value) =>
        Numbers.TryWhole(value, out var whole) ? InRange(whole, Inspect.Show(value))
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsInteger(number) ? throw OutOfRange(Inspect.Show(value))
        : throw new CoercionException($"Int cannot represent non-integer value: {Inspect.Show(value)}");

    public override object ReadLiteral(ValueNode literal, Func<string, object?>? variable) =>
        literal is not IntValue number ? throw new CoercionException($"Int cannot represent non-integer value: {GraphPrinter.Print(literal)}")
        : int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read) ? read
        : throw OutOfRange(number.Text);

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteNumberValue(
        value is int whole ? whole : InRange(Numbers.Whole(value) ?? throw new CoercionException($"Int cannot represent non-integer value: {Inspect.Show(value)}"), Inspect.Show(value)));

    private static int InRange(decimal whole, string shown) => whole is >= int.MinValue and <= int.MaxValue ? (int)whole : throw OutOfRange(shown);

    private static CoercionException OutOfRange(string shown) => new($"Int cannot represent non 32-bit signed integer value: {shown}");
}
