using System.Globalization;
using System.Text.Json;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Types.Scalars;

/// <summary>Long: whole numbers within ±(2^53-1), which every JSON reader keeps exactly; as <see cref="long"/>. Digits in a string are read too.</summary>
internal sealed class LongScalar : ScalarCoercion
{
    private const long Most = (1L << 53) - 1;

    public override object ReadVariable(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? Digits(value.GetString()!, Inspect.Show(value)) : InRange(Numbers.TryWhole(value, out var whole) ? whole : null, Inspect.Show(value));

    public override object ReadLiteral(ValueNode literal, Func<string, object?>? variable) =>
        Digits(literal switch { IntValue number => number.Text, StringValue text => text.Text, _ => "" }, GraphPrinter.Print(literal));

    public override void Write(Utf8JsonWriter writer, object value) =>
        writer.WriteNumberValue(InRange(value is bool or string ? null : Numbers.Whole(value), Inspect.Show(value)));

    private static long Digits(string text, string shown) =>
        InRange(long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var read) ? read : null, shown);

    private static long InRange(decimal? whole, string shown) =>
        whole is >= -Most and <= Most ? (long)whole : throw new CoercionException($"Long must be a whole number within ±(2^53-1), not {shown}");
}
