namespace Banyan.Intents.Discovery.Matching;

/// <summary>How alike two rows of fields are, and which field is which: by name, words, values and type, one to one.</summary>
internal sealed class FieldLikeness(Func<string, Dictionary<string, double>> place)
{
    private const double WorthNaming = 0.3;

    private readonly Dictionary<MatchField, (Dictionary<string, double> Name, Dictionary<string, double> Words)> _placed = new(ReferenceEqualityComparer.Instance);

    /// <summary>Compares.</summary>
    /// <param name="left">The one side's fields.</param>
    /// <param name="right">The other side's.</param>
    /// <param name="names">Takes the pairs that are alike enough to be named.</param>
    /// <returns>0 to 1; null when neither side has fields, which says nothing.</returns>
    public double? Compare(IReadOnlyList<MatchField> left, IReadOnlyList<MatchField> right, Dictionary<string, string>? names)
    {
        if (left.Count == 0 || right.Count == 0)
        {
            return left.Count == right.Count ? null : 0;
        }

        var score = new double[left.Count, right.Count];
        for (var i = 0; i < left.Count; i++)
        {
            for (var j = 0; j < right.Count; j++)
            {
                score[i, j] = One(left[i], right[j]);
            }
        }

        var columns = Assignment.Best(score);
        var sum = 0.0;
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] >= 0)
            {
                sum += score[i, columns[i]];
                if (score[i, columns[i]] >= WorthNaming)
                {
                    names?.TryAdd(left[i].Name, right[columns[i]].Name);
                }
            }
        }

        return 2 * sum / (left.Count + right.Count);
    }

    private double One(MatchField left, MatchField right)
    {
        var (one, other) = (Placed(left), Placed(right));
        var words = one.Words.Count == 0 || other.Words.Count == 0 ? (double?)null : TextSpace.Cosine(one.Words, other.Words);
        var text = words is { } some ? (0.4 * TextSpace.Cosine(one.Name, other.Name)) + (0.6 * some) : TextSpace.Cosine(one.Name, other.Name);
        var type = left.Type.Length == 0 || right.Type.Length == 0 ? 0.5 : left.Type == right.Type ? 1 : 0;
        var shape = (0.7 * type) + (left.IsRequired == right.IsRequired ? 0.3 : 0);
        return Values(left, right) is { } values ? (0.5 * text) + (0.35 * values) + (0.15 * shape) : (0.8 * text) + (0.2 * shape);
    }

    private static double? Values(MatchField left, MatchField right)
    {
        if (left.Values.Count == 0 && right.Values.Count == 0)
        {
            return null;
        }

        var shared = left.Values.Intersect(right.Values, StringComparer.OrdinalIgnoreCase).Count();
        return (double)shared / Math.Max(1, left.Values.Union(right.Values, StringComparer.OrdinalIgnoreCase).Count());
    }

    private (Dictionary<string, double> Name, Dictionary<string, double> Words) Placed(MatchField field)
    {
        if (!_placed.TryGetValue(field, out var placed))
        {
            _placed[field] = placed = (place(field.Name), place(field.Words));
        }

        return placed;
    }
}
