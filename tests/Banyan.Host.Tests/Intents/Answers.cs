using System.Globalization;
using System.Text.Json;

namespace Banyan.Host.Tests.Intents;

/// <summary>Reads answers as a client gets them.</summary>
internal static class Answers
{
    public static string Text(this JsonElement answer) => answer.GetProperty("text").GetString()!;

    public static string Status(this JsonElement answer) => answer.GetProperty("status").GetString()!;

    public static string Planner(this JsonElement answer) => answer.GetProperty("planner").GetString()!;

    public static string Reason(this JsonElement answer) => answer.GetProperty("plannerReason").GetString() ?? "";

    public static int ModelCalls(this JsonElement answer) => answer.GetProperty("modelCalls").GetInt32();

    public static int Tokens(this JsonElement answer) => answer.GetProperty("tokens").GetInt32();

    public static decimal Usd(this JsonElement answer) => decimal.Parse(answer.GetProperty("usd").GetString()!, CultureInfo.InvariantCulture);

    /// <summary>The question of a confirmation; empty when nothing is asked.</summary>
    public static string Confirmation(this JsonElement answer) =>
        answer.GetProperty("confirmation") is { ValueKind: JsonValueKind.Object } asked ? asked.GetProperty("text").GetString()! : "";

    /// <summary><c>intent status generation</c> of each step.</summary>
    public static List<string> Steps(this JsonElement answer) =>
        [.. answer.GetProperty("steps").EnumerateArray().Select(step => $"{step.GetProperty("intent").GetString()} {step.GetProperty("status").GetString()} {step.GetProperty("generation").GetString()}")];
}
