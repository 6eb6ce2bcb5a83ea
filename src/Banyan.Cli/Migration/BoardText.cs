using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Output;
using Banyan.Wire.Json;

namespace Banyan.Cli.Migration;

/// <summary>A board as a table, and below it what is proposed, what stands in the way, what only the old system can do and what nobody can.</summary>
internal static class BoardText
{
    private const string None = "-";

    private static readonly string[] Head =
        ["INTENT", "STAGE", "MESSAGES", "USERS", "TREND", "MODERN", "P95 OLD", "P95 NEW", "ERR OLD", "ERR NEW", "FALLBACKS", "COMPARED", "MISMATCH", "BREAKER", "NEXT"];

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter writer, Paint paint, JsonElement board)
    {
        var rows = List(board, "rows").ToList();
        TextTable.Write(writer, paint, Head, [.. rows.Select(Row)]);
        Section(writer, paint, "Proposed", rows.Where(row => Has(row, "proposal")).Select(row => $"{Text(row, "intent")}: {Text(row, "proposal")} - {Text(row, "effectOfProposal")}"));
        Section(writer, paint, "Needs a look", rows.SelectMany(Remarks));
        Section(writer, paint, "Only the old system can", List(board, "legacyOnly").Select(key => key.GetString() ?? ""));
        Section(writer, paint, "Asked for, and nobody can", List(board, "unmet").Select(group =>
            $"{Words(group)} ({Count(group, "messages")} messages, {Count(group, "users")} users)"));
    }

    private static string[] Row(JsonElement row) =>
    [
        Text(row, "intent"),
        Text(row, "stage"),
        Count(row, "messages"),
        Count(row, "users"),
        Number(row, "trend") is { } trend ? trend.ToString("+0%;-0%;0%", CultureInfo.InvariantCulture) : None,
        Number(row, "calls") > 0 ? Share(row, "modernShare", "0%") : None,
        Millis(row, "legacyP95Ms"),
        Number(row, "p95LatencyMs") > 0 ? Millis(row, "p95LatencyMs") : None,
        Share(row, "legacyErrorRate", "0.#%"),
        Number(row, "p95LatencyMs") > 0 ? Share(row, "errorRate", "0.#%") : None,
        Count(row, "fallbacks"),
        Count(row, "compared"),
        Share(row, "mismatchRate", "0.##%"),
        List(row, "circuits").Where(one => Text(one, "state") != "closed").Select(one => $"{Text(one, "backend")} {Text(one, "state")}").DefaultIfEmpty(None).First(),
        Has(row, "next") ? Text(row, "next") : None,
    ];

    private static IEnumerable<string> Remarks(JsonElement row)
    {
        var intent = Text(row, "intent");
        if (Has(row, "demotion"))
        {
            yield return $"{intent}: taken back from {Text(row, "setting")} to {Text(row, "stage")}: {Text(row, "demotion")}";
        }

        if (Has(row, "quarantine"))
        {
            yield return $"{intent}: quarantined: {Text(row, "quarantine")}";
        }

        foreach (var (name, words) in new[] { ("missing", "the two sides are incompatible, missing"), ("mismatchFields", "the two sides differ in") })
        {
            if (List(row, name).Select(field => field.GetString()).ToList() is { Count: > 0 } fields)
            {
                yield return $"{intent}: {words} {string.Join(", ", fields)}";
            }
        }
    }

    private static void Section(TextWriter writer, Paint paint, string title, IEnumerable<string> lines)
    {
        var shown = lines.Select(Printable.Line).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine(paint.Bold(title));
        foreach (var line in shown)
        {
            writer.WriteLine($"  {line}");
        }
    }

    private static string Words(JsonElement group) => List(group, "words").Select(word => word.GetString() ?? "").ToList() is { Count: > 0 } words ? string.Join(' ', words) : "(no key words)";

    private static JsonElement Member(JsonElement row, string name) => row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) ? value : default;

    private static bool Has(JsonElement row, string name) => Member(row, name).ValueKind == JsonValueKind.String;

    private static string Text(JsonElement row, string name) => Has(row, name) ? JsonText.From(Member(row, name)).ToString() : "";

    private static JsonElement.ArrayEnumerator List(JsonElement row, string name) => Member(row, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : default;

    private static double? Number(JsonElement row, string name) => Member(row, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number) ? number : null;

    private static string Count(JsonElement row, string name) => Number(row, name) is { } number ? number.ToString("0", CultureInfo.InvariantCulture) : None;

    private static string Millis(JsonElement row, string name) => Number(row, name) is { } number ? number.ToString("0 ms", CultureInfo.InvariantCulture) : None;

    private static string Share(JsonElement row, string name, string format) => Number(row, name) is { } share ? share.ToString(format, CultureInfo.InvariantCulture) : None;
}
