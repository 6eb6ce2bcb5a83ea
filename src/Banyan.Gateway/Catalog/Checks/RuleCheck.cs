using Banyan.Gateway.Catalog.Building;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Catalog.Checks;

/// <summary>Routing rules: names, targets, conditions; rules that can never match or never get their turn.</summary>
internal static class RuleCheck
{
    public static void Run(Draft draft, ReferenceReader references)
    {
        var reader = new ConditionReader(draft.Problems);
        var read = new List<(Section Rule, Condition When)>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var rule in draft.Root.Sub("routing").Items("rules"))
        {
            if (!names.Add(rule.Text("name")))
            {
                draft.Problems.Error(ProblemCode.Duplicate, rule.PlaceOf("name"), $"The rule name \"{rule.Text("name")}\" stands twice.", "Give each rule its own name.");
            }

            if (rule.TextOrNull("target") is { } target)
            {
                references.Read(rule.PlaceOf("target"), target);
            }

            references.ReadAll(rule.Texts("fallbacks"));
            if (reader.Read(rule.Node?.Find("when")) is { } when)
            {
                read.Add((rule, when));
            }
        }

        CheckOrder(draft, read);
    }

    private static void CheckOrder(Draft draft, List<(Section Rule, Condition When)> rules)
    {
        var earlier = new List<(Section Rule, Condition When)>();
        foreach (var (rule, when) in rules.Where(entry => entry.Rule.Flag("enabled")).OrderByDescending(entry => entry.Rule.Whole("priority")))
        {
            if (Contradiction.Find(when) is { } field)
            {
                draft.Problems.Warn(ProblemCode.NeverMatches, rule.PlaceOf("when"), $"\"{rule.Text("name")}\" can never match: its conditions on {field} exclude each other.", "Loosen one of them.");
                continue;
            }

            if (earlier.Find(other => other.When.Covers(when)) is { Rule: not null } before)
            {
                draft.Problems.Warn(ProblemCode.Shadowed, rule.Place, $"\"{rule.Text("name")}\" never gets its turn: \"{before.Rule.Text("name")}\" matches whenever it does, and comes first.", "Raise its priority, or narrow the other rule.");
            }

            if (!rule.Flag("shadow"))
            {
                earlier.Add((rule, when));
            }
        }
    }
}
