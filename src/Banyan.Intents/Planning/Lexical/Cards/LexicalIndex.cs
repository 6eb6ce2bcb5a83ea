using Banyan.Intents.Planning.Lexical.Scoring;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Cards;

/// <summary>Everything the planner knows of the intents one caller may use. Immutable.</summary>
internal sealed class LexicalIndex
{
    private readonly IReadOnlyList<HashSet<string>> words;

    /// <summary>Reads the intents.</summary>
    public LexicalIndex(IReadOnlyList<Intent> visible, Subject subject)
    {
        Cards = [.. visible.Select((intent, i) => IntentCard.Read(i, intent, subject))];
        Entities = EntityReader.Read(Cards);
        var texts = Texts();
        words = [.. Cards.Select(card => texts.Where(text => text.Label == card.Number && text.Kind != TextKind.Not).SelectMany(text => text.Tokens.Select(token => token.Stem)
            .Concat(Concepts.In(text.Tokens).Select(concept => "=" + concept))).ToHashSet(StringComparer.Ordinal))];
        Scores = new ScoreIndex(texts, Cards.Count);
        Bar = Threshold.Calibrate(Scores);
        FirstWords = visible.SelectMany(intent => intent.Examples).Select(FirstStem).OfType<string>().ToHashSet(StringComparer.Ordinal);
        StateStems = Cards.SelectMany(card => SchemaWords.StateWords(card.Intent.Result)).SelectMany(phrase => phrase.Split(' ')).Select(Stemmer.Stem).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The intents, by number.</summary>
    public IReadOnlyList<IntentCard> Cards { get; }

    /// <summary>Kinds of things, by kind.</summary>
    public IReadOnlyDictionary<string, EntityCard> Entities { get; }

    /// <summary>Scores texts.</summary>
    public ScoreIndex Scores { get; }

    /// <summary>From which score on a text is believed.</summary>
    public Threshold Bar { get; }

    /// <summary>Stems that examples begin with.</summary>
    public IReadOnlySet<string> FirstWords { get; }

    /// <summary>Stems of the values results may have.</summary>
    public IReadOnlySet<string> StateStems { get; }

    /// <summary>The share of the words that say something which an intent's own texts know, by stem or concept; 1 when no word says anything.</summary>
    public double Cover(IntentCard card, IReadOnlyList<Token> tokens)
    {
        int all = 0, known = 0;
        var concepts = Concepts.In(tokens).ToHashSet(StringComparer.Ordinal);
        foreach (var token in tokens.Where(token => token.Kind == TokenKind.Word && !StopWords.Has(token.Text)))
        {
            all++;
            known += words[card.Number].Contains(token.Stem) || (Concepts.Of(token.Stem) is { } concept && words[card.Number].Contains("=" + concept)) ? 1 : 0;
        }

        known += concepts.Count > 0 && known == 0 && concepts.Any(concept => words[card.Number].Contains("=" + concept)) ? 1 : 0;
        return all == 0 ? 1 : Math.Min(1, (double)known / all);
    }

    /// <summary>The card of an intent; null when the caller may not use it.</summary>
    public IntentCard? Find(string key) => Cards.FirstOrDefault(card => card.Intent.Key == key);

    private static string? FirstStem(string example) => Tokenizer.Read(example).FirstOrDefault(token => token.Kind == TokenKind.Word).Stem;

    private List<LabelledText> Texts()
    {
        var texts = new List<LabelledText>();
        foreach (var card in Cards)
        {
            var intent = card.Intent;
            var name = string.Join(' ', NameSplitter.Split(intent.Key)) + ". " + intent.Title + ". " + intent.Description + " "
                + string.Join(' ', card.Params.SelectMany(param => param.NameWords));
            texts.Add(new LabelledText(card.Number, Tokenizer.Read(name), TextKind.Name));
            texts.AddRange(intent.Examples.Select(example => new LabelledText(card.Number, Tokenizer.Read(example), TextKind.Example)));
            texts.AddRange(intent.NotFor.Select(not => new LabelledText(card.Number, Tokenizer.Read(not), TextKind.Not)));
        }

        return texts;
    }
}
