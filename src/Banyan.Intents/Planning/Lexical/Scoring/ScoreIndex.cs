namespace Banyan.Intents.Planning.Lexical.Scoring;

/// <summary>Scores a text against every intent: likeness to the middle of its examples, to the best of them, to its name, less its likeness to what it is not for.</summary>
/// <remarks>Deterministic: the same texts in the same order give the same figures. Safe for many readers.</remarks>
internal sealed class ScoreIndex
{
    /// <summary>From so many intents on, weights are learnt from the texts.</summary>
    public const int LeastLabels = 20;

    private const float Share = 0.8f;
    private const double SureKnown = 2;
    private readonly Vocabulary vocabulary;
    private readonly FeatureWeights weights;
    private readonly Postings texts;
    private readonly LabelledText[] labelled;
    private readonly Postings centroids;
    private readonly int[] examples;
    private readonly bool[] hasName;
    private readonly List<SparseVector> vectors;
    private readonly float[] sumLengths;
    private readonly LinearModel? linear;
    private readonly float linearShare;

    /// <summary>Builds the index.</summary>
    public ScoreIndex(IReadOnlyList<LabelledText> all, int labels, FeatureWeights? weights = null)
    {
        this.weights = weights ?? FeatureWeights.Standard;
        labelled = [.. all];
        Labels = labels;
        var features = all.Select(text => FeatureReader.Read(text.Tokens, this.weights)).ToList();
        vocabulary = new Vocabulary(features);
        vectors = features.ConvertAll(text => vocabulary.Vector(text, out _));
        texts = new Postings(vectors, vocabulary.Count);
        examples = new int[labels];
        hasName = new bool[labels];
        foreach (var text in all)
        {
            examples[text.Label] += text.Kind == TextKind.Example ? 1 : 0;
            hasName[text.Label] |= text.Kind == TextKind.Name;
        }

        ExampleRows = [.. Enumerable.Range(0, labelled.Length).Where(row => labelled[row].Kind == TextKind.Example)];
        sumLengths = new float[labels];
        centroids = new Postings(Centroids(), vocabulary.Count);
        if (labels >= LeastLabels)
        {
            var rows = Enumerable.Range(0, labelled.Length).Where(row => labelled[row].Kind != TextKind.Not).ToList();
            linear = new LinearModel([.. rows.Select(row => vectors[row])], [.. rows.Select(row => labelled[row].Label)], vocabulary.Count, labels, Math.Clamp(40_000 / rows.Count, 4, 20));
            linearShare = Share;
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
        var vector = vocabulary.Vector(FeatureReader.Read(tokens, weights), out known);
        var likeness = new float[labelled.Length];
        texts.Multiply(vector, likeness, Longest);
        var middle = new float[Labels];
        centroids.Multiply(vector, middle);
        var scores = Combine(likeness, middle);
        var shares = linear?.Shares(vector) ?? [];
        var most = linear is null ? 0 : Math.Max(0, scores.Max());
        for (var i = 0; i < shares.Length; i++)
        {
            // On the scale of likeness, so that one threshold holds with and without learning.
            scores[i] = ((1 - linearShare) * scores[i]) + (linearShare * shares[i] * most);
        }

        return scores;
    }

    /// <summary>The scores of an example's own text, as if it were not an example.</summary>
    public (int Label, float[] Scores) ScoreWithout(int row)
    {
        var label = labelled[row].Label;
        var likeness = new float[labelled.Length];
        texts.Multiply(vectors[row], likeness, Longest);
        likeness[row] = 0;
        var middle = new float[Labels];
        centroids.Multiply(vectors[row], middle);
        var sum = sumLengths[label];
        var rest = Math.Sqrt(Math.Max(1e-9, (sum * sum) - (2 * sum * middle[label]) + 1));
        middle[label] = examples[label] < 2 ? 0 : (float)(((sum * middle[label]) - 1) / rest);
        return (label, Combine(likeness, middle));
    }

    private float[] Combine(float[] likeness, float[] middle)
    {
        var best = new float[Labels];
        var name = new float[Labels];
        var not = new float[Labels];
        for (var i = 0; i < labelled.Length; i++)
        {
            var into = labelled[i].Kind switch { TextKind.Example => best, TextKind.Name => name, _ => not };
            into[labelled[i].Label] = Math.Max(into[labelled[i].Label], likeness[i]);
        }

        var scores = new float[Labels];
        for (var label = 0; label < Labels; label++)
        {
            var named = hasName[label] ? NameShare(examples[label]) : 0;
            var shown = examples[label] == 0 ? 0 : (0.6f * middle[label]) + (0.4f * best[label]);
            scores[label] = ((1 - named) * shown) + (named * name[label]) - (0.3f * Math.Max(0, not[label] - shown));
        }

        return scores;
    }

    private int Longest => Math.Max(1000, labelled.Length / 10);

    private static float NameShare(int examples) => examples == 0 ? 1 : 1f / (2 + examples);

    private List<SparseVector> Centroids()
    {
        var sums = new Dictionary<int, float>[Labels];
        for (var label = 0; label < Labels; label++)
        {
            sums[label] = [];
        }

        for (var i = 0; i < vectors.Count; i++)
        {
            if (labelled[i].Kind != TextKind.Example)
            {
                continue;
            }

            var sum = sums[labelled[i].Label];
            for (var j = 0; j < vectors[i].Ids.Length; j++)
            {
                sum[vectors[i].Ids[j]] = sum.GetValueOrDefault(vectors[i].Ids[j]) + vectors[i].Values[j];
            }
        }

        return [.. sums.Select((sum, label) =>
        {
            var length = sumLengths[label] = (float)Math.Sqrt(sum.Values.Sum(value => value * (double)value) + 1e-12);
            var ids = sum.Keys.Order().ToArray();
            return new SparseVector(ids, [.. ids.Select(id => sum[id] / length)]);
        })];
    }
}
