using Banyan.Intents.Discovery.Definitions;
using Banyan.Intents.Discovery.Documents;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Composing;

/// <summary>Makes one intent of its sides. Of two declarations the more careful one counts: the greater effect, all scopes, the stricter confirmation, the weaker repeat.</summary>
internal static class EffectiveIntent
{
    /// <summary>Makes it.</summary>
    public static Intent Of(OverlapPair pair)
    {
        var intent = pair switch
        {
            { Legacy: { } legacy, Modern: { } modern } => Both(legacy, modern),
            { Legacy: { } only } => only.Intent with { Legacy = only.Operation },
            { Modern: { } only } => only.Intent with { Modern = only.Operation },
            _ => throw new ArgumentException("A pair has a side.", nameof(pair)),
        };
        return intent with { Key = pair.Key, Hash = DefinitionHash.Of(intent, pair.Sides) };
    }

    private static Intent Both(IntentDefinition legacy, IntentDefinition modern)
    {
        // An operation that is no intent of its own has only its schemas to give: the words are the service's that replaces it.
        var (first, second) = legacy.Shape.Intent?["title"] is null && modern.Shape.Intent is not null ? (modern.Intent, legacy.Intent) : (legacy.Intent, modern.Intent);
        var (parameters, result, missing) = Contract.Of(legacy, modern);
        return first with
        {
            Params = parameters,
            Result = result,
            Examples = PlainText.CleanAll(first.Examples.Concat(second.Examples)),
            NotFor = PlainText.CleanAll(first.NotFor.Concat(second.NotFor)),
            Description = first.Description.Length > 0 ? first.Description : second.Description,
            Effect = first.Effect > second.Effect ? first.Effect : second.Effect,
            Idempotency = Weaker(first.Idempotency, second.Idempotency),
            Confirm = Stricter(first.Confirm, second.Confirm),
            Scopes = [.. first.Scopes.Union(second.Scopes, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Owner = first.Owner ?? second.Owner,
            Verify = first.Verify ?? second.Verify,
            Undo = first.Undo ?? second.Undo,
            Timeout = first.Timeout > second.Timeout ? first.Timeout : second.Timeout,
            Entity = first.Entity ?? second.Entity,
            CostUsd = Math.Max(first.CostUsd, second.CostUsd),
            Legacy = legacy.Operation,
            Modern = modern.Operation with { IsCompatible = missing.Count == 0, Missing = missing },
        };
    }

    private static string Weaker(string one, string other) => one == other ? one : one == "none" || other == "none" ? "none" : "key";

    private static string Stricter(string one, string other) => one == other ? one : one == "always" || other == "always" ? "always" : "auto";
}
