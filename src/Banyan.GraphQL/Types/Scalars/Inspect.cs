using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Banyan.GraphQL.Types.Scalars;

/// <summary>Shows values in messages the way the reference implementation does: bounded, strings quoted, members without quotes.</summary>
internal static class Inspect
{
    private const int MostDepth = 2;
    private const int MostItems = 10;

    public static string Show(JsonElement value) => Show(value, depth: 0);

    /// <summary>A resolver's value.</summary>
    public static string Show(object value) => value switch
    {
        JsonElement json => Show(json, depth: 0),
        string text => Quote(text),
        bool truth => truth ? "true" : "false",
        double.NaN => "NaN",
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"[{value.GetType().Name}]",
    };

    private static string Show(JsonElement value, int depth) => value.ValueKind switch
    {
        JsonValueKind.String => Quote(value.GetString()!),
        JsonValueKind.Array => Items(value, depth),
        JsonValueKind.Object => Members(value, depth),
        JsonValueKind.Undefined => "undefined",
        _ => value.GetRawText(),
    };

    private static string Items(JsonElement value, int depth)
    {
        var count = value.GetArrayLength();
        if (count == 0)
        {
            return "[]";
        }

        if (depth >= MostDepth)
        {
            return "[Array]";
        }

        List<string> shown = [.. value.EnumerateArray().Take(MostItems).Select(item => Show(item, depth + 1))];
        if (count > MostItems)
        {
            shown.Add(count == MostItems + 1 ? "... 1 more item" : string.Create(CultureInfo.InvariantCulture, $"... {count - MostItems} more items"));
        }

        return $"[{string.Join(", ", shown)}]";
    }

    private static string Members(JsonElement value, int depth)
    {
        if (!value.EnumerateObject().Any())
        {
            return "{}";
        }

        return depth >= MostDepth ? "[Object]" : $"{{ {string.Join(", ", value.EnumerateObject().Select(member => $"{member.Name}: {Show(member.Value, depth + 1)}"))} }}";
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var unit in text)
        {
            _ = unit switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => quoted.Append(unit),
            };
        }

        return quoted.Append('"').ToString();
    }
}
