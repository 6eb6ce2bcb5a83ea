using System.Globalization;
using System.Text.Json;

namespace Banyan.Gateway.Upstreams.Mock;

/// <summary>Takes from the user's text what an argument could mean: the last proper name, the first number.</summary>
internal static class MockWords
{
    /// <summary>A string that fits the schema's length and format.</summary>
    public static string Text(string text, JsonElement schema)
    {
        var format = schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("format", out var given) ? given.ToString() : "";
        var word = format switch
        {
            "date" => "2026-01-31",
            "date-time" => "2026-01-31T12:00:00Z",
            "time" => "12:00:00Z",
            "email" => "mock@example.com",
            "uri" or "url" => "https://example.com/",
            "uuid" => "00000000-0000-7000-8000-000000000001",
            _ => Name(text),
        };
        var least = schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("minLength", out var min) && min.TryGetInt32(out var few) ? few : 0;
        var most = schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("maxLength", out var max) && max.TryGetInt32(out var many) ? many : int.MaxValue;
        word = word.Length < least ? word.PadRight(Math.Min(least, 4096), 'x') : word;
        return word.Length > most ? word[..Math.Max(0, most)] : word;
    }

    /// <summary>A number within the schema's bounds.</summary>
    public static double Number(string text, JsonElement schema)
    {
        var spoken = text.Split([' ', ',', '?', '!', '#'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : (double?)null)
            .FirstOrDefault(number => number is not null) ?? 1;
        var least = Bound(schema, "minimum") ?? Bound(schema, "exclusiveMinimum") + 1;
        var most = Bound(schema, "maximum") ?? Bound(schema, "exclusiveMaximum") - 1;
        return Math.Min(Math.Max(spoken, least ?? spoken), most ?? double.MaxValue);
    }

    private static string Name(string text)
    {
        var names = text.Split([' ', ',', '.', '?', '!', '"'], StringSplitOptions.RemoveEmptyEntries).Skip(1).Where(word => char.IsUpper(word[0])).ToArray();
        return names.Length > 0 ? names[^1] : text.Length > 0 ? text : "mock";
    }

    private static double? Bound(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var bound) && bound.TryGetDouble(out var number) ? number : null;
}
