using System.Globalization;
using System.Text.Json;

namespace Banyan.GraphQL.Types.Scalars;

/// <summary>Numbers as GraphQL sees them, whatever the CLR calls them.</summary>
internal static class Numbers
{
    /// <summary>A JSON number's value when it is whole: <c>1</c>, <c>1.0</c> and <c>1e2</c> are.</summary>
    public static bool TryWhole(JsonElement value, out decimal whole)
    {
        whole = 0;
        return value.ValueKind == JsonValueKind.Number && (value.TryGetDecimal(out whole) ? decimal.IsInteger(whole) : value.TryGetDouble(out var number) && TryWhole(number, out whole));
    }

    /// <summary>A number's value when it is whole and at most 28 digits long.</summary>
    public static bool TryWhole(double number, out decimal whole)
    {
        const double Most = 7.9e27;
        var fits = double.IsInteger(number) && Math.Abs(number) < Most;
        whole = fits ? (decimal)number : 0;
        return fits;
    }

    /// <summary>What a resolver gave as a double; true and false are 1 and 0, text is read.</summary>
    public static double? Float(object value) => value switch
    {
        bool truth => truth ? 1 : 0,
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read : null,
        JsonElement { ValueKind: JsonValueKind.Number } json => json.GetDouble(),
        double or float or decimal or int or long or short or byte or sbyte or ushort or uint or ulong => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>What a resolver gave as a whole number; null when it is none.</summary>
    public static decimal? Whole(object value) => value switch
    {
        int or long or short or byte or sbyte or ushort or uint or ulong => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        decimal number => decimal.IsInteger(number) ? number : null,
        JsonElement json => TryWhole(json, out var whole) ? whole : null,
        _ => Float(value) is { } number && TryWhole(number, out var whole) ? whole : null,
    };
}
