using System.Text.RegularExpressions;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Planning.Lexical;

/// <summary>Compares a plan with what shop-paraphrases.json says of it; its own head explains the notation.</summary>
internal sealed partial class GoldPlan(string notation, Func<string, StepCondition, PlanStep, bool> holds)
{
    /// <summary>Why the plan is not the wanted one; null when it is.</summary>
    public string? Fault(Plan plan)
    {
        var parts = notation.Split("; ");
        if (parts[0].StartsWith("refuse", StringComparison.Ordinal))
        {
            return plan.Kind == PlanKind.Refuse && (parts[0] == "refuse" || plan.Words == parts[0][7..]) ? null : $"{plan.Kind}, not refused ({plan.Words})";
        }

        if (parts[0] is "unmet" or "answer")
        {
            return plan.Kind == PlanKind.Answer && (plan.Unmet.Count > 0) == (parts[0] == "unmet") ? null : Said(plan);
        }

        var wanted = parts.Where(part => part != "unmet").ToList();
        if (parts.Contains("unmet", StringComparer.Ordinal) != (plan.Unmet.Count > 0))
        {
            return "unmet: " + string.Join(" | ", plan.Unmet) + " in " + Said(plan);
        }

        return Steps(plan, wanted) is { } fault ? fault + " in " + Said(plan) : null;
    }

    private string? Steps(Plan plan, List<string> wanted)
    {
        var left = plan.Steps.ToList();
        string? condition = null;
        foreach (var part in wanted)
        {
            var match = Step().Match(part.Trim('[', ']'));
            var isOptional = part.StartsWith('[');
            var same = left.Where(one => one.Intent == match.Groups["intent"].Value).ToList();
            var step = same.Find(one => Arguments(plan, one, match.Groups["args"].Value) is null) ?? same.FirstOrDefault();
            if (step is null)
            {
                if (isOptional)
                {
                    continue;
                }

                return $"no {part}";
            }

            left.Remove(step);
            condition = match.Groups["if"].Success ? match.Groups["if"].Value : condition;
            var fault = Arguments(plan, step, match.Groups["args"].Value) ?? Condition(step, match.Groups["if"].Success ? match.Groups["if"].Value : match.Groups["else"].Success ? "!" + condition : null);
            if (fault is not null)
            {
                return $"{step.Intent}: {fault}";
            }
        }

        return left.Count > 0 ? $"{left[0].Intent} is one too many" : null;
    }

    private static string? Arguments(Plan plan, PlanStep step, string args)
    {
        var left = step.Args.Keys.ToHashSet(StringComparer.Ordinal);
        var asked = plan.Clarify?.Missing.Where(missing => missing.Step == step.Id).Select(missing => missing.Param).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var arg in Args().Split(args).Where(arg => arg.Length > 0))
        {
            var sign = arg.IndexOfAny(['=', '~']);
            var (name, value) = (arg[..sign], arg[(sign + 1)..]);
            name = name == "*" ? left.FirstOrDefault() ?? "*" : name;
            var given = step.Args.GetValueOrDefault(name);
            var text = given is Argument.Literal literal ? literal.Value.ToString() : null;
            var fits = value switch
            {
                "?" => asked.Remove(name),
                "??" => asked.Remove(name) || given is null,
                "@" => given is null or Argument.Each && !asked.Contains(name),
                _ => arg[sign] == '~' ? text?.Contains(value, StringComparison.OrdinalIgnoreCase) ?? false : text == value,
            };
            left.Remove(name);
            if (!fits)
            {
                return $"{arg} but {given?.ToString() ?? "nothing"}";
            }
        }

        return asked.Count > 0 ? "asks " + string.Join(", ", asked) : left.Count > 0 ? $"{left.First()} is one too many: {step.Args[left.First()]}" : null;
    }

    private string? Condition(PlanStep step, string? name) => (name, step.When) switch
    {
        (null, null) => null,
        (null, { } when) => $"has a condition: {when.Expr}",
        (_, null) => $"lacks the condition {name}",
        (_, { } when) => when.Expr is not null && holds(name, when, step) ? null : $"condition {name} is {when.Expr ?? "(nothing)"}",
    };

    private static string Said(Plan plan) => $"{plan.Kind}: " + string.Join("; ", plan.Steps.Select(step => $"{step.Id} {step.Intent}({string.Join(", ", step.Args.Select(pair => $"{pair.Key}={(pair.Value is Argument.Literal literal ? literal.Value.ToString() : pair.Value)}"))})"
        + (step.When is null ? "" : $" if {step.When.Expr}"))) + (plan.Clarify is null ? "" : $" ? {plan.Clarify.Question}") + (plan.Unmet.Count == 0 ? "" : $" unmet {string.Join(" | ", plan.Unmet)}") + plan.Words;

    [GeneratedRegex(@"^(?<intent>[\w.]+)(?:\((?<args>.*)\))?(?: if (?<if>[\w-]+)|(?<else> else))?$", RegexOptions.None, 1000)]
    private static partial Regex Step();

    [GeneratedRegex(@", (?=[\w*]+[=~])", RegexOptions.None, 1000)]
    private static partial Regex Args();
}
