using System.Globalization;
using System.Text.Json;
using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Planning.Lexical.Values;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Building;

/// <summary>Finds the values of parameters in a clause. What the words don't say stays empty: it asks, it never guesses.</summary>
internal sealed class SlotFiller(Scene scene)
{
    /// <summary>The value of a parameter; null when the clause has none.</summary>
    /// <param name="param">The parameter; not one that names a thing, those are linked.</param>
    /// <param name="card">Its intent.</param>
    /// <param name="clause">The words.</param>
    public Argument? Find(ParamCard param, IntentCard card, Clause clause) => param.Kind switch
    {
        ParamKind.Choice => Choice(param, clause.Tokens),
        ParamKind.Number => Number(param, clause.Tokens, card),
        ParamKind.Flag => null,
        ParamKind.Day => DayReader.Read(clause.Tokens, scene.Today) is [var day, ..] ? Literals.Text(day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null,
        ParamKind.Email => clause.Tokens.Where(token => token.Kind == TokenKind.Email).Select(token => Literals.Text(token.Text)).FirstOrDefault(),
        ParamKind.Phone => PhoneIn(clause),
        ParamKind.Street or ParamKind.City or ParamKind.Zip or ParamKind.AddressLine => Address(param),
        ParamKind.FreeText => FreeTexts.Find(scene, clause, card) is { } said ? Literals.Text(said) : null,
        ParamKind.Query => Nouns.Searched(clause.Tokens, card) is { } searched ? Literals.Text(searched) : null,
        ParamKind.ShortText => ShortText(param, clause),
        _ => null,
    };

    /// <summary>The value of a list the words mean; null when they mean none or several.</summary>
    public static Argument? Choice(ParamCard param, IReadOnlyList<Token> tokens)
    {
        var stems = tokens.Where(token => token.Kind == TokenKind.Word).Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);
        var found = new List<JsonElement>();
        foreach (var value in param.Schema.Enum)
        {
            var words = (value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()).Replace('_', ' ').ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && words.All(word => stems.Contains(Stemmer.Stem(word)) || stems.Contains(word) || tokens.Any(token => token.Is(word))))
            {
                found.Add(value);
            }
        }

        foreach (var (word, values) in SchemaWords.Choices(param.Schema))
        {
            if (found.Count == 0 && values.Count == 1 && word.Split(' ').All(part => stems.Contains(Stemmer.Stem(part))))
            {
                found.AddRange(param.Schema.Enum.Where(value => value.ValueKind == JsonValueKind.String && value.GetString() == values[0]));
            }
        }

        return found.Count == 1 ? Literals.Value(found[0]) : null;
    }

    private Argument? Number(ParamCard param, IReadOnlyList<Token> tokens, IntentCard card)
    {
        var ids = scene.Targets.In(tokens).Select(target => target.Place).ToHashSet();
        var places = Enumerable.Range(0, tokens.Count).Where(i => tokens[i].Kind == TokenKind.Number && !ids.Contains(tokens[i].Start) && NumberReader.Value(tokens[i].Text) is not null).ToList();
        var near = places.Where(i => Enumerable.Range(Math.Max(0, i - 3), Math.Min(tokens.Count, i + 3) - Math.Max(0, i - 3)).Any(j => j != i && param.Stems.Contains(tokens[j].Stem))).ToList();
        var only = card.Params.Count(one => one.Kind == ParamKind.Number) == 1 && places.Count == 1 ? places : [];
        var at = near.Count == 1 ? near : only;
        if (at.Count != 1)
        {
            return null;
        }

        var value = NumberReader.Value(tokens[at[0]].Text)!.Value;
        return param.Schema.Type == "integer" && value != decimal.Truncate(value) ? null : Literals.Number(value);
    }

    private Argument? PhoneIn(Clause clause)
    {
        var match = Phones.Find(scene.Text[clause.Start..Math.Min(scene.Text.Length, clause.End)]);
        return match is null ? null : Literals.Text(match);
    }

    private Argument? Address(ParamCard param) => scene.Address is not { } address ? null : param.Kind switch
    {
        ParamKind.Street => Literals.Text(address.Street),
        ParamKind.City => Literals.Text(address.City),
        ParamKind.Zip => Literals.Text(param.Accepts(address.Zip) || param.Pattern is null ? address.Zip : address.Zip.ToUpperInvariant()),
        _ => Literals.Text(scene.Text[address.Start..address.End]),
    };

    private Argument? ShortText(ParamCard param, Clause clause)
    {
        if (clause.Tokens.FirstOrDefault(token => token.Kind == TokenKind.Quote) is { Text: not null } quote)
        {
            return Literals.Text(quote.Text);
        }

        return param.Stems.Overlaps(Nouns.Things) && Nouns.PartOf(scene, clause.Tokens) is { } part ? Literals.Text(part) : null;
    }
}
