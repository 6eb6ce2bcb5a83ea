using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Commands;

/// <summary>A route decision for people.</summary>
internal static class RouteText
{
    private static readonly string[] Head = ["MODEL", "GATE", "COST USD", "P95 MS", "QUALITY", "AFFINITY", "UTILITY", "WHY NOT"];

    public static void Write(TextWriter writer, Paint paint, JsonElement decision)
    {
        var asked = Members.Text(decision, "requestedModel") is { Length: > 0 } name ? name : "no model";
        writer.WriteLine(paint.Bold($"{Printable.Line(asked)} ({Members.Text(decision, "resolvedBy")}) -> {Printable.Line(Members.Text(decision, "chosen") ?? "nobody")}"));
        writer.WriteLine($"Drawn by {Members.Text(decision, "draw")}{(Members.Text(decision, "rule") is { } rule ? $", rule {Printable.Line(rule)}" : "")}; {Members.Scalar(decision, "estimatedTokens")} tokens in, room for "
            + $"{Members.Scalar(decision, "outputReserve")} out; configuration {Members.Text(decision, "catalogVersion")}, {Members.Scalar(decision, "micros")} us.");
        if (Members.Text(decision, "note") is { } note)
        {
            writer.WriteLine($"Note: {Printable.Line(note)}.");
        }

        foreach (var match in Members.Items(decision, "rules").Where(match => Members.Text(match, "outcome") != "obeyed"))
        {
            writer.WriteLine($"Rule {Printable.Line(Members.Text(match, "rule") ?? "")} matches, {Members.Text(match, "outcome")}{(Members.Text(match, "reason") is { } reason ? $": {Printable.Line(reason)}" : "")}.");
        }

        if (Members.Texts(decision, "fallbacks").ToList() is { Count: > 0 } after)
        {
            writer.WriteLine($"Then: {string.Join(", ", after.Select(Printable.Line))}.");
        }

        writer.WriteLine();
        TextTable.Write(writer, paint, Head, [.. Members.Items(decision, "candidates").Select(Row)]);
    }

    private static string[] Row(JsonElement candidate) =>
    [
        Members.Text(candidate, "model") ?? "",
        (Members.Text(candidate, "gate") ?? "").ToLowerInvariant(),
        Members.Scalar(candidate, "estimatedCost") ?? "no price",
        Members.Scalar(candidate, "p95LatencyMs") ?? "",
        Rounded(candidate, "quality"),
        Rounded(candidate, "affinityBonus"),
        Rounded(candidate, "utility"),
        Members.Text(candidate, "reason") ?? "",
    ];

    private static string Rounded(JsonElement candidate, string member) =>
        double.TryParse(Members.Scalar(candidate, member), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.000", CultureInfo.InvariantCulture) : "-";
}
