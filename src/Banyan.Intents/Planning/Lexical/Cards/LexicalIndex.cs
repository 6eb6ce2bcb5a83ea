using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Planning.Lexical.Scoring;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Cards;

/// <summary>Everything the planner knows of the intents one caller may use. Immutable.</summary>
internal sealed class LexicalIndex
{
    private readonly IReadOnlyList<HashSet<string>> _words;

    /// <summary>Reads the intents.</summary>
    public LexicalIndex(IReadOnlyList<Intent> visible, Subject subject)
    {
        Cards = [.. visible.Select((intent, i) => IntentCard.Read(i, intent, subject))];
        Entities = EntityReader.Read(Cards);
        var texts = Texts();
        _words = [.. Cards.Select(card => texts.Where(text => text.Label == card.Number && text.Kind != TextKind.Not).SelectMany(text => text.Tokens.Select(token => token.Stem)
            .Concat(Concepts.In(text.Tokens).Select(concept => "=" + concept))).ToHashSet(StringComparer.Ordinal))];
        Scores = new ScoreIndex(texts, Cards.Count);
        Bar = Threshold.Calibrate(Scores);
        FirstWords = texts.Where(text => text.Kind == TextKind.Example).Select(text => text.Tokens.FirstOrDefault(token => token.Kind == TokenKind.Word).Stem).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var verbs = FirstWords.Concat(Cards.Select(card => Stemmer.Stem(NameSplitter.Split(card.Intent.Key[(card.Intent.Family.Length + 1)..])[0]))).ToHashSet(StringComparer.Ordinal);
        Cuts = Cards.Count >= ScoreIndex.LeastLabels ? new IntentSets(Scores, [.. Cards.Select(_ => Array.Empty<int>())], verbs) : null;
        StateStems = Cards.SelectMany(card => SchemaWords.StateWords(card.Intent.Result)).SelectMany(phrase => phrase.Split(' ')).Select(Stemmer.Stem).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The intents, by number.</summary>
    public IReadOnlyList<IntentCard> Cards { get; }

    /// <summary>Kinds of things, by kind.</summary>
    public IReadOnlyDictionary<string, EntityCard> Entities { get; }

    /// <summary>Scores texts.</summary>
    public ScoreIndex Scores { get; }

    /// <summary>Cuts long messages as a whole; null in a small catalogue, where each joint is looked at by itself.</summary>
    public IntentSets? Cuts { get; }

    /// <summary>From which score on a text is believed.</summary>
    public Threshold Bar { get; }

    /// <summary>Stems that examples begin with.</summary>
    public IReadOnlySet<string> FirstWords { get; }

    /// <summary>Stems of the values results may have.</summary>
    public IReadOnlySet<string> StateStems { get; }

    /// <summary>Gives, for an intent, the share of the words that say something which its own texts know, by stem or concept; 1 when no word says anything.</summary>
    public Func<IntentCard, double> Cover(IReadOnlyList<Token> tokens)
    {
        var said = tokens.Where(token => token.Kind == TokenKind.Word && !StopWords.Has(token.Text)).Select(token => (token.Stem, Concept: Concepts.Of(token.Stem) is { } one ? "=" + one : "=")).ToList();
        var concepts = Concepts.In(tokens).Where(concept => concept != "show").Select(concept => "=" + concept).ToList();
        return card =>
        {
            var own = _words[card.Number];
            var known = 0;
            foreach (var (stem, concept) in said)
            {
                known += own.Contains(stem) || own.Contains(concept) ? 1 : 0;
            }

            known += known == 0 && concepts.Exists(own.Contains) ? 1 : 0;
            return said.Count == 0 ? 1 : Math.Min(1, (double)known / said.Count);
        };
    }

    /// <summary>The card of an intent; null when the caller may not use it.</summary>
    public IntentCard? Find(string key) => Cards.FirstOrDefault(card => card.Intent.Key == key);

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
