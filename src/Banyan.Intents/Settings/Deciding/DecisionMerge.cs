using System.Collections.Frozen;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Settings.Deciding;

/// <summary>Puts what operators decided over what the file says.</summary>
internal static class DecisionMerge
{
    /// <summary>The key of a decision on two operations.</summary>
    public static string PairKey(string legacy, string modern) => $"{legacy}|{modern}";

    /// <summary>Merges. A decision whose value cannot be read, as one of a later version, is left out.</summary>
    public static IntentSettings Over(IntentSettings file, IReadOnlyList<OperatorDecision> decisions)
    {
        if (decisions.Count == 0)
        {
            return file;
        }

        var stages = new Dictionary<string, StageSetting>(file.Stages, StringComparer.Ordinal);
        var approved = new Dictionary<string, string>(file.Approved, StringComparer.Ordinal);
        var overlaps = file.Overlaps.ToList();
        foreach (var decision in decisions)
        {
            switch (decision.Kind)
            {
                case DecisionKind.Stage when StageWords.Parse(decision.Value) is { } stage:
                    stages[decision.Key] = stage with { Sample = stages.GetValueOrDefault(decision.Key)?.Sample ?? 1 };
                    break;
                case DecisionKind.Approval:
                    approved[decision.Key] = decision.Value;
                    break;
                case DecisionKind.Overlap when decision.Key.Split('|') is [var legacy, var modern]:
                    overlaps.RemoveAll(one => one.Legacy == legacy && one.Modern == modern);
                    overlaps.Insert(0, new OverlapDecision(legacy, modern, decision.Value == "accept"));
                    break;
                case DecisionKind.Stage or DecisionKind.Overlap:
                    break;
            }
        }

        return file with { Stages = stages.ToFrozenDictionary(StringComparer.Ordinal), Approved = approved.ToFrozenDictionary(StringComparer.Ordinal), Overlaps = overlaps };
    }
}
