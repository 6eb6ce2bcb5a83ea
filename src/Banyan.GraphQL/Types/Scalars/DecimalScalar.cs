using System.Globalization;
using System.Text.Json;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Scalars;

/// <summary>Decimal: an exact number that travels as a string, so that no client rounds it; as <see cref="decimal"/>. Numbers are read too, as they were written.</summary>
internal sealed class DecimalScalar : ScalarCoercion
{
    private const int MostFraction = 12;

    public override object ReadVariable(JsonElement value) => Read(
        value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }, Inspect.Show(value));

    public override object ReadLiteral(ValueNode literal, Func<string, object?>? variable) => Read(
        literal switch { StringValue text => text.Text, IntValue whole => whole.Text, FloatValue number => number.Text, _ => null }, GraphPrinter.Print(literal));

    public override void Write(Utf8JsonWriter writer, object value) => writer.WriteStringValue(value switch
    {
        decimal number => Text(decimal.Round(number, MostFraction, MidpointRounding.ToEven)),
        int or long or short or byte or uint or ushort or sbyte => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => throw new CoercionException($"Decimal must be an exact number, not {Inspect.Show(value)}"),
    });

    private static decimal Read(string? text, string shown) =>
        text is not null && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var read)
            && IsDigits(text[^1]) && decimal.Round(read, MostFraction) == read
            ? read
            : throw new CoercionException($"Decimal must be a number of at most {MostFraction} fraction digits, as a string or a literal, not {shown}");

    private static bool IsDigits(char last) => char.IsAsciiDigit(last);

    // Zeros at the end say nothing about the value, and differ with how it was computed.
    private static string Text(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
