using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Http;

namespace Banyan.Cli.Chatting.Show;

/// <summary>All that is known of how an answer came about.</summary>
internal static class StepsPage
{
    /// <summary>It in lines.</summary>
    public static IEnumerable<string> Of(RunTold told)
    {
        var facts = told.Answer ?? told.Plan ?? default;
        yield return $"run {told.RunId ?? "not begun"}, {Members.Text(facts, "status") ?? "not over"}, catalogue {Members.Text(facts, "catalogueVersion") ?? "not told"}";
        yield return $"plan: {Members.Text(facts, "kind") ?? "none"} by {Members.Text(facts, "planner") ?? "nobody"}{(Members.Text(facts, "plannerReason") is { } why ? $" ({why})" : "")}";
        if (told.Refused is { } refused)
        {
            yield return $"refused before anything ran: {refused}";
        }

        foreach (var line in told.Steps.OrderBy(step => step.Number).SelectMany(Step))
        {
            yield return line;
        }

        foreach (var unmet in Members.Texts(facts, "unmet"))
        {
            yield return $"nothing here can: {unmet}";
        }

        if (told.Answer is { } answer)
        {
            yield return Cost(answer);
        }
    }

    private static IEnumerable<string> Step(StepTold step)
    {
        var took = step.Ms is { } ms and > 0 ? string.Create(CultureInfo.InvariantCulture, $", {ms} ms") : "";
        yield return $"  {StepWords.Ended(step)}{took}";
        if (step.Condition is { } condition && step.Status != "skipped")
        {
            yield return $"    since {StepWords.Condition(condition)}";
        }

        if (step.Condition is { } judged)
        {
            yield return Members.Text(judged, "expr") is { } expr ? $"    by the expression {expr}" : $"    by {Members.Text(judged, "by") ?? "nobody"}";
        }
    }

    private static string Cost(JsonElement answer)
    {
        var phases = Members.Object(answer, "phasesMs") is { } times
            ? "; " + string.Join(", ", times.EnumerateObject().Select(phase => string.Create(CultureInfo.InvariantCulture, $"{phase.Name} {Members.Scalar(times, phase.Name)} ms")))
            : "";
        return CostWords.Of(answer) + phases;
    }
}
