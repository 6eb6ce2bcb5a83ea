using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Commands;

/// <summary>Budgets as words.</summary>
internal static class BudgetText
{
    private static readonly string[] Head = ["ID", "WHOSE", "PERIOD", "LIMIT USD", "SPENT USD", "RESERVED", "USED", "FORECAST", "OPENS ANEW", "AT LIMIT"];

    /// <summary>A table of budgets.</summary>
    public static void List(TextWriter output, Paint paint, JsonElement budgets) => TextTable.Write(output, paint, Head, [.. budgets.EnumerateArray().Select(Row)]);

    /// <summary>One budget in a sentence or two.</summary>
    public static void One(TextWriter output, JsonElement budget)
    {
        output.WriteLine($"Budget {Members.Text(budget, "id")}: {Whose(budget)} may spend {Usd(budget, "effectiveLimit")} USD {Members.Text(budget, "period")?.ToLowerInvariant()}; "
            + $"{Usd(budget, "currentUsage")} USD are spent and {Usd(budget, "reserved")} USD held. A new period opens at {Members.Text(budget, "periodEnd")}.");
        if (Members.Object(budget, "override") is { } raised)
        {
            output.WriteLine($"Its own limit of {Usd(budget, "limitAmount")} USD holds again from {Members.Text(raised, "until")} ({Members.Text(raised, "reason")}).");
        }
    }

    /// <summary>An alert as a row.</summary>
    public static string[] Alert(JsonElement alert) =>
    [
        Members.Text(alert, "at") ?? "",
        Members.Object(alert, "budget") is { } budget ? $"{Members.Text(budget, "scope")?.ToLowerInvariant()} {Members.Text(budget, "period")?.ToLowerInvariant()}" : "gone",
        Members.Text(alert, "scopeId") ?? "",
        alert.GetProperty("threshold").GetDouble().ToString("P0", CultureInfo.InvariantCulture),
        Usd(alert, "used"),
        Usd(alert, "limit"),
    ];

    /// <summary>An amount as the wire wants it.</summary>
    public static string Decimal(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    /// <summary>An amount to the hundredth of a cent; smaller ones as they are.</summary>
    public static string Usd(JsonElement owner, string name) =>
        decimal.TryParse(Members.Text(owner, name), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            ? (amount is > 0 and < 0.01m ? amount.ToString("0.00#######", CultureInfo.InvariantCulture) : amount.ToString("0.00##", CultureInfo.InvariantCulture))
            : "-";

    private static string[] Row(JsonElement budget) =>
    [
        Members.Text(budget, "id") ?? "",
        Whose(budget),
        (Members.Text(budget, "period") ?? "").ToLowerInvariant(),
        Usd(budget, "effectiveLimit") + (Members.Object(budget, "override") is null ? "" : " (raised)"),
        Usd(budget, "currentUsage"),
        Usd(budget, "reserved"),
        Share(budget),
        Usd(budget, "forecast"),
        Members.Text(budget, "periodEnd") ?? "",
        (Members.Text(budget, "onExceeded") ?? "").ToLowerInvariant() + (Members.Text(budget, "degradeTo") is { } cheaper ? $" to {cheaper}" : ""),
    ];

    private static string Whose(JsonElement budget) => (Members.Text(budget, "scope"), Members.Text(budget, "scopeId")) switch
    {
        ("GLOBAL", _) => "everybody",
        var (scope, id) => id == "*" ? $"each {scope?.ToLowerInvariant()}" : $"{scope?.ToLowerInvariant()} {id}",
    };

    private static string Share(JsonElement budget) =>
        decimal.TryParse(Members.Text(budget, "effectiveLimit"), CultureInfo.InvariantCulture, out var limit) && limit > 0
        && decimal.TryParse(Members.Text(budget, "currentUsage"), CultureInfo.InvariantCulture, out var spent)
        && decimal.TryParse(Members.Text(budget, "reserved"), CultureInfo.InvariantCulture, out var held)
            ? ((spent + held) / limit).ToString("P0", CultureInfo.InvariantCulture)
            : "-";
}
