using Banyan.Gateway.Catalog.Building;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Catalog.Checks;

/// <summary>Budgets: one per scope and period, known time zones, a reachable <c>degradeTo</c>.</summary>
internal static class BudgetCheck
{
    public static void Run(Draft draft, ReferenceReader references)
    {
        var seen = new HashSet<(string, string, string)>();
        foreach (var budget in draft.Root.Items("budgets"))
        {
            if (!seen.Add((budget.Word("scope"), budget.Text("scopeId"), budget.Word("period"))))
            {
                draft.Problems.Error(ProblemCode.Duplicate, budget.Place, $"There is another {budget.Word("period")} budget for {budget.Word("scope")} {budget.Text("scopeId")}.", "Keep one of them.");
            }

            if (!TimeZoneInfo.TryFindSystemTimeZoneById(budget.Text("timeZone"), out _))
            {
                draft.Problems.Error(ProblemCode.UnknownTimeZone, budget.PlaceOf("timeZone"), $"There is no time zone \"{budget.Text("timeZone")}\".", "Use an IANA name, as Europe/Paris or UTC.");
            }

            CheckDegrade(draft, references, budget);
        }
    }

    private static void CheckDegrade(Draft draft, ReferenceReader references, Section budget)
    {
        var target = budget.TextOrNull("degradeTo");
        var degrades = budget.Word("onExceeded") == "degrade";
        if (degrades && target is null)
        {
            draft.Problems.Error(ProblemCode.BadDegrade, budget.PlaceOf("degradeTo"), "onExceeded is degrade, but degradeTo is missing.", "Name the model or alias to go on with.");
        }
        else if (target is not null && !degrades)
        {
            draft.Problems.Warn(ProblemCode.BadDegrade, budget.PlaceOf("degradeTo"), "degradeTo is given, but onExceeded is not degrade.", "Set onExceeded: degrade, or leave degradeTo out.");
        }

        if (target is not null)
        {
            var models = references.Read(budget.PlaceOf("degradeTo"), target);
            if (models.Count > 0 && models.All(model => model.Model.IsDisabled))
            {
                draft.Problems.Error(ProblemCode.BadDegrade, budget.PlaceOf("degradeTo"), $"Every model of \"{target}\" is disabled.", "Name one that is active.");
            }
        }
    }
}
