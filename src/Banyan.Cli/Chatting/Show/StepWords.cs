using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Http;

namespace Banyan.Cli.Chatting.Show;

/// <summary>Steps in a line each.</summary>
internal static class StepWords
{
    /// <summary>Code of a step its own user did not want in the end.</summary>
    public const string Declined = "confirm_declined";

    /// <summary>The plan in one line; null when it is a single step without a condition, which tells itself when it ends.</summary>
    public static string? Plan(IReadOnlyList<StepTold> steps) =>
        steps.Count > 1 || steps.Any(step => step.When is not null) ? "plan: " + string.Join(", ", steps.Select(Planned)) : null;

    /// <summary>Number, intent and who answers it: <c>1 orders.get -> orders-api (modern)</c>.</summary>
    public static string Name(StepTold step)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{step.Number} {step.Intent}");
        return step.Backend is null ? name : $"{name} -> {step.Backend}{(step.Generation is { } side ? $" ({side})" : "")}";
    }

    /// <summary>A step that ended, and why it came to nothing if it did.</summary>
    public static string Ended(StepTold step) => step.Status switch
    {
        "succeeded" => Name(step),
        "skipped" => $"{Name(step)} skipped{Because(step)}",
        "denied" when step.Code == Declined => $"{Name(step)} not done: {step.Detail ?? "you said no"}",
        "denied" => $"{Name(step)} refused{Problem(step)}",
        "failed" => $"{Name(step)} failed{Problem(step)}",
        "blocked" or "pending" => $"{Name(step)} waits{Problem(step)}",
        "unknown_outcome" => $"{Name(step)}: nobody knows whether it happened{Problem(step)}",
        "compensated" => $"{Name(step)} was taken back{Problem(step)}",
        _ => $"{Name(step)} {step.Status}{Problem(step)}",
    };

    /// <summary>A condition with its value, and what it looked at.</summary>
    public static string Condition(JsonElement condition)
    {
        var evidence = Members.Object(condition, "evidence") is { } seen
            ? string.Join(", ", seen.EnumerateObject().Select(fact => $"{fact.Name} = {(fact.Value.ValueKind == JsonValueKind.String ? Members.Text(seen, fact.Name) : fact.Value.GetRawText())}"))
            : "";
        return $"\"{Members.Text(condition, "text")}\" is {Members.Text(condition, "value")}{(evidence.Length > 0 ? $" ({evidence})" : "")}";
    }

    private static string Planned(StepTold step) =>
        string.Create(CultureInfo.InvariantCulture, $"{step.Number} {step.Intent}") + (step.When is { } when ? $" ({when})" : "");

    private static string Because(StepTold step) => step.Condition is { } condition ? $": {Condition(condition)}" : Problem(step);

    private static string Problem(StepTold step) => (step.Code, step.Detail) switch
    {
        (null, null) => "",
        (null, { } detail) => $": {detail}",
        ({ } code, null) => $" ({code})",
        ({ } code, { } detail) => $" ({code}): {detail}",
    };
}
