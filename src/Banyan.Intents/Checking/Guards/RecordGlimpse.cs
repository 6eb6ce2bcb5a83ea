using System.Globalization;
using System.Text.Json;

namespace Banyan.Intents.Checking.Guards;

/// <summary>A few words by which a person recognises a record: what it is called and what it costs.</summary>
internal static class RecordGlimpse
{
    private static readonly string[] Names = ["title", "name", "item", "product", "label", "subject", "description"];
    private static readonly string[] Lists = ["items", "products", "lines"];
    private static readonly string[] Amounts = ["total", "amount", "price", "refund"];

    /// <summary>The words; empty when the record has none of them.</summary>
    public static string Of(JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            return "";
        }

        var listed = Lists.Select(name => Member(record, name)).OfType<JsonElement>().Where(list => list.ValueKind == JsonValueKind.Array)
            .SelectMany(list => list.EnumerateArray().Select(NameOf)).OfType<string>().ToList();
        var called = listed.Count > 3 ? $"{string.Join(", ", listed.Take(3))} and {listed.Count - 3} more" : listed.Count > 0 ? string.Join(", ", listed) : NameOf(record);
        var amount = Amounts.Select(name => Member(record, name)).OfType<JsonElement>().FirstOrDefault(value => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _));
        var facts = new[] { called, amount.ValueKind == JsonValueKind.Number ? Money(amount.GetDecimal(), Member(record, "currency")) : null };
        return string.Join(", ", facts.Where(fact => fact is not null));
    }

    private static string? NameOf(JsonElement record)
    {
        var text = record.ValueKind == JsonValueKind.String ? record.GetString()
            : Names.Select(name => Member(record, name)).OfType<JsonElement>().FirstOrDefault(value => value.ValueKind == JsonValueKind.String) is { ValueKind: JsonValueKind.String } named ? named.GetString() : null;
        return text is null || text.Length <= 60 ? text : text[..60] + "…";
    }

    private static string Money(decimal amount, JsonElement? currency)
    {
        var written = amount.ToString("#,##0.00", CultureInfo.InvariantCulture);
        return currency is { ValueKind: JsonValueKind.String } code && code.GetString() != "USD" ? $"{written} {code.GetString()}" : "$" + written;
    }

    private static JsonElement? Member(JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var value) ? value : null;
}
