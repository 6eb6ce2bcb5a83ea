using Banyan.Intents.Discovery.Definitions;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Composing;

/// <summary>What an operator decided about pairs.</summary>
internal sealed class Decisions(IReadOnlyList<OverlapDecision> decisions)
{
    /// <summary>Whether a pair was granted; null when nobody decided. The last word counts.</summary>
    public bool? Of(IntentDefinition legacy, IntentDefinition modern) =>
        decisions.LastOrDefault(decision => Names(decision.Legacy, legacy) && Names(decision.Modern, modern))?.IsAccepted;

    private static bool Names(string word, IntentDefinition definition) => word == definition.Name || word == definition.Intent.Key;
}
