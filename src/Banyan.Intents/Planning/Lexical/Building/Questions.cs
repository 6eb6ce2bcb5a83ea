using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Words the questions that go back to the user.</summary>
internal static class Questions
{
    /// <summary>Asks for what steps lack; null when they lack nothing.</summary>
    public static Clarification? For(IReadOnlyList<StepDraft> drafts)
    {
        var missing = drafts.SelectMany(draft => draft.Missing.Select(param => new MissingArgument(draft.Id, param))).ToList();
        return missing.Count == 0 ? null : new Clarification(string.Join(' ', drafts.Where(draft => draft.Missing.Count > 0).Select(Ask).Distinct(StringComparer.Ordinal)), missing, []);
    }

    /// <summary>Asks which of several intents is meant.</summary>
    public static Clarification Between(IReadOnlyList<IntentCard> cards)
    {
        var titles = cards.Select(card => card.Intent.Title.TrimEnd('.')).ToList();
        return new Clarification("Do you mean " + (titles.Count == 1 ? $"\"{titles[0]}\"" : string.Join(", ", titles.Take(titles.Count - 1).Select(title => $"\"{title}\"")) + $" or \"{titles[^1]}\"") + "?",
            [], [.. cards.Select(card => card.Intent.Key)]);
    }

    private static string Ask(StepDraft draft)
    {
        var lacking = draft.Card.Params.Where(param => draft.Missing.Contains(param.Name)).ToList();
        var address = lacking.Where(param => param.Kind is ParamKind.Street or ParamKind.City or ParamKind.Zip).ToList();
        var rest = lacking.Except(address).Select(param => One(param, draft.Card)).ToList();
        return string.Join(' ', address.Count > 0 ? rest.Prepend(address.Count > 1 ? "What is the address (street, town and postcode)?" : $"What is the {address[0].Spoken}?") : rest);
    }

    private static string One(ParamCard param, IntentCard card) => param.Kind switch
    {
        ParamKind.FreeText => $"What should the {Noun(card)} say?",
        ParamKind.Entity => $"Which {param.Entity!.Replace('_', ' ')} do you mean?",
        ParamKind.Day => $"Which day should it be ({card.Intent.Title.TrimEnd('.').ToLowerInvariant()})?",
        ParamKind.Choice => $"Which {param.Spoken}: {string.Join(", ", param.Schema.Enum.Take(8).Select(value => value.ToString()))}?",
        _ => $"What is the {param.Spoken} ({card.Intent.Title.TrimEnd('.').ToLowerInvariant()})?",
    };

    private static string Noun(IntentCard card)
    {
        var family = card.Intent.Entity ?? card.Intent.Family;
        return family.EndsWith('s') ? family[..^1] : family.Replace('_', ' ');
    }
}
