namespace Banyan.Intents.Planning.Lexical.Scoring;

/// <summary>The features of a set of texts with how rare they are.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<ulong, int> _numbers = [];
    private readonly float[] _rarity;

    /// <summary>Counts the features of texts.</summary>
    public Vocabulary(IReadOnlyList<Dictionary<ulong, float>> texts)
    {
        var counts = new List<int>();
        foreach (var text in texts)
        {
            foreach (var feature in text.Keys)
            {
                if (_numbers.TryAdd(feature, counts.Count))
                {
                    counts.Add(1);
                }
                else
                {
                    counts[_numbers[feature]]++;
                }
            }
        }

        _rarity = [.. counts.Select(count => (float)Math.Log((1.0 + texts.Count) / (0.5 + count)))];
    }

    /// <summary>How many features there are.</summary>
    public int Count => _rarity.Length;

    /// <summary>The vector of a text, of length 1 counting the features nobody else has; <paramref name="known"/> is the share of its weight that the vocabulary knows.</summary>
    public SparseVector Vector(Dictionary<ulong, float> features, out double known)
    {
        var found = new List<(int Id, float Value)>(features.Count);
        double square = 0, unknown = 0;
        var rarest = (float)Math.Log((1.0 + Math.Max(1, _rarity.Length)) / 0.5);
        foreach (var (feature, weight) in features)
        {
            if (_numbers.TryGetValue(feature, out var id))
            {
                var value = weight * _rarity[id];
                square += value * (double)value;
                found.Add((id, value));
            }
            else
            {
                unknown += Math.Pow(weight * Math.Min(rarest, 6), 2);
            }
        }

        known = square / Math.Max(1e-9, square + unknown);
        found.Sort((one, other) => one.Id.CompareTo(other.Id));
        var length = (float)Math.Sqrt(square + 1e-12);
        return new SparseVector([.. found.Select(pair => pair.Id)], [.. found.Select(pair => pair.Value / length)]);
    }
}
