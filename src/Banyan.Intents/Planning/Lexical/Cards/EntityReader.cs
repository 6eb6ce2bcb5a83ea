using Banyan.Wire.Schemas;

namespace Banyan.Intents.Planning.Lexical.Cards;

/// <summary>Finds out which reads yield which things.</summary>
internal static class EntityReader
{
    /// <summary>The kinds of things the intents name, by kind.</summary>
    public static Dictionary<string, EntityCard> Read(IReadOnlyList<IntentCard> cards)
    {
        var kinds = cards.SelectMany(card => card.Params).Where(param => param.Entity is not null).Select(param => param.Entity!).Distinct(StringComparer.Ordinal);
        return kinds.ToDictionary(kind => kind, kind => Find(kind, cards), StringComparer.Ordinal);
    }

    private static EntityCard Find(string kind, IReadOnlyList<IntentCard> cards)
    {
        var names = cards.SelectMany(card => card.Params).Where(param => param.Entity == kind).Select(param => param.Name).ToHashSet(StringComparer.Ordinal);
        var get = cards.Where(card => card.IsRead && card.Params.Count(param => param.IsRequired) == 1 && card.Params.Any(param => param.IsRequired && param.Entity == kind) && IsRecord(card.Intent.Result))
            .OrderByDescending(card => card.Intent.Entity == kind && card.Intent.Owner is null or { Via: null })
            .ThenByDescending(card => card.Intent.Key.EndsWith(".get", StringComparison.Ordinal))
            .ThenByDescending(card => card.Intent.Result.Properties.Count).FirstOrDefault();
        foreach (var card in cards.Where(card => card.IsRead && !card.Params.Any(param => param.IsRequired)).OrderByDescending(card => card.Intent.Entity == kind))
        {
            if (ListIn(card.Intent.Result, kind, names) is var (path, member))
            {
                return new EntityCard(kind, get, card, path, member);
            }
        }

        return new EntityCard(kind, get, null, "", "");
    }

    private static bool IsRecord(JsonSchema result) => result.Properties.Count > 0;

    private static (string Path, string Member)? ListIn(JsonSchema result, string kind, HashSet<string> names)
    {
        foreach (var (name, schema) in result.Properties)
        {
            if (schema.Items is { } item && item.Properties.FirstOrDefault(pair => pair.Value.Word("x-banyan-entity") == kind || names.Contains(pair.Key)).Key is { } member)
            {
                return (name, member);
            }
        }

        return null;
    }
}
