using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Commands;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Reporting;

/// <summary>Usage as words, tables and CSV.</summary>
internal static class UsageText
{
    private static readonly string[] TotalHead = ["REQUESTS", "TOKENS", "COST USD", "SAVED USD", "CACHE HITS", "ERRORS", "ESTIMATED"];
    private static readonly string[] TopHead = ["USER", "REQUESTS", "TOKENS", "COST USD"];
    private static readonly string[] TrendHead = ["AT", "WHOSE", "REQUESTS", "TOKENS", "COST USD", "ERRORS", "P95 MS"];

    private static readonly string[] Totals =
        ["from", "to", "totalRequests", "totalAttempts", "totalTokens", "totalCost", "savedCost", "cacheHits", "errors", "cancelled", "unpriced", "estimatedShare"];

    private static readonly string[] Groups = ["key", "requests", "tokens", "cost", "errors"];
    private static readonly string[] Users = ["userId", "requests", "tokens", "cost"];
    private static readonly string[] Points = ["at", "key", "requests", "tokens", "cost", "savedCost", "errors", "p95LatencyMs"];

    /// <summary>What a period adds up to, and who did it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="paint">Colours.</param>
    /// <param name="stats">The answer.</param>
    /// <param name="by">The word groups were told apart by; null for none.</param>
    public static void Stats(TextWriter output, Paint paint, JsonElement stats, string? by)
    {
        output.WriteLine($"From {Members.Text(stats, "from")} until {Members.Text(stats, "to")}:");
        TextTable.Write(output, paint, TotalHead, [[Count(stats, "totalRequests"), Count(stats, "totalTokens"), BudgetText.Usd(stats, "totalCost"), BudgetText.Usd(stats, "savedCost"), Count(stats, "cacheHits"), Count(stats, "errors"), Share(stats)]]);
        if (Members.Count(stats, "unpriced") is > 0 and var unpriced)
        {
            output.WriteLine($"{unpriced} calls had no price: the true cost is higher.");
        }

        if (Members.Object(stats, "forecast") is { } forecast)
        {
            output.WriteLine($"This month ends at about {Usd(forecast, "cost")} USD ({Usd(forecast, "low")} to {Usd(forecast, "high")}), going by the last {Members.Scalar(forecast, "days")} whole days.");
        }

        if (by is not null)
        {
            output.WriteLine();
            var whole = Amount(stats, "totalCost");
            TextTable.Write(
                output,
                paint,
                [by.ToUpperInvariant(), "REQUESTS", "TOKENS", "COST USD", "SHARE", "ERRORS"],
                [.. Members.Items(stats, "groups").Select(one => new[] { Key(one), Count(one, "requests"), Count(one, "tokens"), BudgetText.Usd(one, "cost"), whole > 0 ? (Amount(one, "cost") / whole).ToString("P0", CultureInfo.InvariantCulture) : "-", Count(one, "errors") })]);
        }
    }

    /// <summary>The same for a spreadsheet: groups where they were told apart, else one line of totals.</summary>
    public static void StatsCsv(TextWriter output, JsonElement stats, string? by)
    {
        if (by is null)
        {
            Csv(output, Totals, [stats]);
        }
        else
        {
            Csv(output, Groups, Members.Items(stats, "groups"));
        }
    }

    /// <summary>Users as a table.</summary>
    public static void Top(TextWriter output, Paint paint, JsonElement users) =>
        TextTable.Write(output, paint, TopHead, [.. users.EnumerateArray().Select(one => new[] { Members.Text(one, "userId") ?? "", Count(one, "requests"), Count(one, "tokens"), BudgetText.Usd(one, "cost") })]);

    /// <summary>Users for a spreadsheet.</summary>
    public static void TopCsv(TextWriter output, JsonElement users) => Csv(output, Users, users.EnumerateArray());

    /// <summary>Points as a table.</summary>
    public static void Trend(TextWriter output, Paint paint, JsonElement points) => TextTable.Write(
        output,
        paint,
        TrendHead,
        [.. points.EnumerateArray().Select(one => new[] { Members.Text(one, "at") ?? "", Members.Text(one, "key") is null ? "everybody" : Key(one), Count(one, "requests"), Count(one, "tokens"), BudgetText.Usd(one, "cost"), Count(one, "errors"), Count(one, "p95LatencyMs") })]);

    /// <summary>Points for a spreadsheet.</summary>
    public static void TrendCsv(TextWriter output, JsonElement points) => Csv(output, Points, points.EnumerateArray());

    private static void Csv(TextWriter output, string[] columns, IEnumerable<JsonElement> rows)
    {
        output.WriteLine(CsvLine.Of(columns));
        foreach (var row in rows)
        {
            output.WriteLine(CsvLine.Of(columns.Select(column => Members.Scalar(row, column))));
        }
    }

    // What a forecast says to the ten-thousandth of a cent it does not know.
    private static string Usd(JsonElement owner, string name) => Amount(owner, name).ToString("0.00", CultureInfo.InvariantCulture);

    private static decimal Amount(JsonElement owner, string name) => decimal.TryParse(Members.Text(owner, name), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : 0;

    private static string Key(JsonElement group) => Members.Text(group, "key") is { Length: > 0 } key ? key : "(none)";

    private static string Count(JsonElement owner, string name) => Members.Scalar(owner, name) ?? "-";

    private static string Share(JsonElement stats) => double.TryParse(Members.Scalar(stats, "estimatedShare"), CultureInfo.InvariantCulture, out var share) ? share.ToString("P1", CultureInfo.InvariantCulture) : "-";
}
