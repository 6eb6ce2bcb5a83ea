namespace Banyan.Intents.Planning.Lexical.Scoring;

/// <summary>Scores a text against every intent: likeness to the middle of its examples, to the best of them, to its name, less its likeness to what it is not for.</summary>
/// <remarks>Deterministic: the same texts in the same order give the same figures. Safe for many readers.</remarks>
internal sealed class ScoreIndex
{
    /// <summary>From so many intents on, weights are learnt from the texts.</summary>
    public const int LeastLabels = 20;

    private const float Share = 0.8f;
    private const double SureKnown = 2;
    private readonly Vocabulary _vocabulary;
    private readonly FeatureWeights _weights;
    private readonly Postings _texts;
    private readonly LabelledText[] _labelled;
    private readonly Postings _centroids;
    private readonly int[] _examples;
    private readonly bool[] _hasName;
    private readonly List<SparseVector> _vectors;
    private readonly float[] _sumLengths;
    private readonly LinearModel? _linear;
    private readonly float _linearShare;

    /// <summary>Builds the index.</summary>
    public ScoreIndex(IReadOnlyList<LabelledText> all, int labels, FeatureWeights? weights = null)
    {
        _weights = weights ?? FeatureWeights.Standard;
        _labelled = [.. all];
        Labels = labels;
        var features = all.Select(text => FeatureReader.Read(text.Tokens, _weights)).ToList();
        _vocabulary = new Vocabulary(features);
        _vectors = features.ConvertAll(text => _vocabulary.Vector(text, out _));
        _texts = new Postings(_vectors, _vocabulary.Count);
        _examples = new int[labels];
        _hasName = new bool[labels];
        foreach (var text in all)
        {
            _examples[text.Label] += text.Kind == TextKind.Example ? 1 : 0;
            _hasName[text.Label] |= text.Kind == TextKind.Name;
        }

        ExampleRows = [.. Enumerable.Range(0, _labelled.Length).Where(row => _labelled[row].Kind == TextKind.Example)];
        _sumLengths = new float[labels];
        _centroids = new Postings(Centroids(), _vocabulary.Count);
        if (labels >= LeastLabels)
        {
            var rows = Enumerable.Range(0, _labelled.Length).Where(row => _labelled[row].Kind != TextKind.Not).ToList();
            _linear = new LinearModel([.. rows.Select(row => _vectors[row])], [.. rows.Select(row => _labelled[row].Label)], _vocabulary.Count, labels, Math.Clamp(40_000 / rows.Count, 4, 20));
            _linearShare = Share;
        }
    }

    /// <summary>Rows of the texts that are examples.</summary>
    public IReadOnlyList<int> ExampleRows { get; }

    /// <summary>How sure the best score is: how high it is, and how much of the text anybody knows.</summary>
    public static double Sureness(float[] scores, double known) => scores.Max() * Math.Pow(known, SureKnown);

    /// <summary>How many intents there are.</summary>
    public int Labels { get; }

    /// <summary>The score of every intent, about 0 to 1.</summary>
    /// <param name="tokens">The text.</param>
    /// <param name="known">The share of the text's weight that any intent knows.</param>
    public float[] Score(IReadOnlyList<Words.Token> tokens, out double known)
    {
        var vector = _vocabulary.Vector(FeatureReader.Read(tokens, _weights), out known);
        var likeness = new float[_labelled.Length];
        _texts.Multiply(vector, likeness, Longest);
        var middle = new float[Labels];
        _centroids.Multiply(vector, middle);
        var scores = Combine(likeness, middle);
        var shares = _linear?.Shares(vector) ?? [];
        var most = _linear is null ? 0 : Math.Max(0, scores.Max());
        for (var i = 0; i < shares.Length; i++)
        {
            // On the scale of likeness, so that one threshold holds with and without learning.
            scores[i] = ((1 - _linearShare) * scores[i]) + (_linearShare * shares[i] * most);
        }

        return scores;
    }

    /// <summary>The scores of an example's own text, as if it were not an example.</summary>
    public (int Label, float[] Scores) ScoreWithout(int row)
    {
        var label = _labelled[row].Label;
        var likeness = new float[_labelled.Length];
        _texts.Multiply(_vectors[row], likeness, Longest);
        likeness[row] = 0;
        var middle = new float[Labels];
        _centroids.Multiply(_vectors[row], middle);
        var sum = _sumLengths[label];
        var rest = Math.Sqrt(Math.Max(1e-9, (sum * sum) - (2 * sum * middle[label]) + 1));
        middle[label] = _examples[label] < 2 ? 0 : (float)(((sum * middle[label]) - 1) / rest);
        return (label, Combine(likeness, middle));
    }

    private float[] Combine(float[] likeness, float[] middle)
    {
        var best = new float[Labels];
        var name = new float[Labels];
        var not = new float[Labels];
        for (var i = 0; i < _labelled.Length; i++)
        {
            var into = _labelled[i].Kind switch { TextKind.Example => best, TextKind.Name => name, _ => not };
            into[_labelled[i].Label] = Math.Max(into[_labelled[i].Label], likeness[i]);
        }

        var scores = new float[Labels];
        for (var label = 0; label < Labels; label++)
        {
            var named = _hasName[label] ? NameShare(_examples[label]) : 0;
            var shown = _examples[label] == 0 ? 0 : (0.6f * middle[label]) + (0.4f * best[label]);
            scores[label] = ((1 - named) * shown) + (named * name[label]) - (0.3f * Math.Max(0, not[label] - shown));
        }

        return scores;
    }

    private int Longest => Math.Max(1000, _labelled.Length / 10);

    private static float NameShare(int examples) => examples == 0 ? 1 : 1f / (2 + examples);

    private List<SparseVector> Centroids()
    {
        var sums = new Dictionary<int, float>[Labels];
        for (var label = 0; label < Labels; label++)
        {
            sums[label] = [];
        }

        for (var i = 0; i < _vectors.Count; i++)
        {
            if (_labelled[i].Kind != TextKind.Example)
            {
                continue;
            }

            var sum = sums[_labelled[i].Label];
            for (var j = 0; j < _vectors[i].Ids.Length; j++)
            {
                sum[_vectors[i].Ids[j]] = sum.GetValueOrDefault(_vectors[i].Ids[j]) + _vectors[i].Values[j];
            }
        }

        return [.. sums.Select((sum, label) =>
        {
            var length = _sumLengths[label] = (float)Math.Sqrt(sum.Values.Sum(value => value * (double)value) + 1e-12);
            var ids = sum.Keys.Order().ToArray();
            return new SparseVector(ids, [.. ids.Select(id => sum[id] / length)]);
        })];
    }
}
