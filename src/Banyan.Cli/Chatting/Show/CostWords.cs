using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Http;

namespace Banyan.Cli.Chatting.Show;

/// <summary>The last line of an answer: seconds, model calls, tokens, cost, and which side answered.</summary>
internal static class CostWords
{
    /// <summary>The line.</summary>
    public static string Of(JsonElement answer, IReadOnlyList<StepTold> steps, TimeSpan took) =>
        string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s, {Of(answer)}, {Side(steps)}");

    /// <summary>Model calls, tokens and cost alone.</summary>
    public static string Of(JsonElement answer) => string.Join(
        ", ",
        Members.Count(answer, "modelCalls") is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count} model {(count == 1 ? "call" : "calls")}") : "model calls not told",
        Members.Count(answer, "tokens") is { } tokens ? string.Create(CultureInfo.InvariantCulture, $"{tokens} tokens") : "tokens not told",
        Members.Text(answer, "usd") is { } cost ? $"{cost} USD" : "cost not told");

    private static string Side(IReadOnlyList<StepTold> steps)
    {
        var sides = steps.Where(step => step.Status is "succeeded" or "failed" or "unknown_outcome").Select(step => step.Generation).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return sides.Count == 0 ? "no backend" : string.Join(" and ", sides);
    }
}
