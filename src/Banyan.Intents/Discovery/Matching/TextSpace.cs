namespace Banyan.Intents.Discovery.Matching;

/// <summary>Texts as weighted words: a word weighs the more the fewer texts have it. Alikeness is the cosine.</summary>
internal sealed class TextSpace
{
    private readonly Dictionary<string, double> _rarity;

    /// <summary>Learns how rare words are from all texts of both sides.</summary>
    public TextSpace(IReadOnlyCollection<IReadOnlyList<string>> texts)
    {
        _rarity = texts.SelectMany(text => text.Distinct(StringComparer.Ordinal)).GroupBy(term => term, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => Math.Log(1 + ((double)texts.Count / group.Count())), StringComparer.Ordinal);
    }

    /// <summary>A text as weights; its length is one, or zero when it has no words.</summary>
    public Dictionary<string, double> Place(IReadOnlyList<string> text)
    {
        var weights = text.GroupBy(term => term, StringComparer.Ordinal).ToDictionary(group => group.Key, group => (1 + Math.Log(group.Count())) * _rarity.GetValueOrDefault(group.Key), StringComparer.Ordinal);
        var length = Math.Sqrt(weights.Values.Sum(weight => weight * weight));
        return length == 0 ? [] : weights.ToDictionary(pair => pair.Key, pair => pair.Value / length, StringComparer.Ordinal);
    }

    /// <summary>How alike two placed texts are.</summary>
    public static double Cosine(Dictionary<string, double> one, Dictionary<string, double> other)
    {
        var (small, large) = one.Count < other.Count ? (one, other) : (other, one);
        return small.Sum(pair => pair.Value * large.GetValueOrDefault(pair.Key));
    }
}
