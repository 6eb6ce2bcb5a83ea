namespace Banyan.Intents.Discovery.Matching;

/// <summary>
/// Finds operations of two sides that may be the same: (1) every name, description, parameter and result becomes weighted words and pieces of four letters;
/// (2) each pair is scored by the four; (3) a one-to-one assignment takes the best whole; (4) the margin to the next best says how sure it is. Deterministic, no weights learned.
/// </summary>
internal static class OverlapMatcher
{
    /// <summary>Pairs below this are not told.</summary>
    public const double WorthTelling = 0.3;

    /// <summary>Pairs with at least this margin are nearly always right.</summary>
    public const double SureMargin = 0.2;

    /// <summary>Matches two sides.</summary>
    /// <returns>At most one match for each operation, best first.</returns>
    public static IReadOnlyList<OverlapMatch> Match(IReadOnlyList<MatchOperation> left, IReadOnlyList<MatchOperation> right)
    {
        if (left.Count == 0 || right.Count == 0)
        {
            return [];
        }

        var likeness = new OperationLikeness([.. left, .. right]);
        var score = new double[left.Count, right.Count];
        for (var i = 0; i < left.Count; i++)
        {
            for (var j = 0; j < right.Count; j++)
            {
                score[i, j] = likeness.Compare(left[i], right[j], null);
            }
        }

        var columns = Assignment.Best(score);
        return
        [
            .. Enumerable.Range(0, left.Count).Where(i => columns[i] >= 0).Select(i =>
            {
                var names = new Dictionary<string, string>(StringComparer.Ordinal);
                likeness.Compare(left[i], right[columns[i]], names);
                return new OverlapMatch(i, columns[i], score[i, columns[i]], Margin(score, i, columns[i]), names);
            }).OrderByDescending(match => match.Score).ThenBy(match => match.Left),
        ];
    }

    private static double Margin(double[,] score, int row, int column)
    {
        var next = 0.0;
        for (var j = 0; j < score.GetLength(1); j++)
        {
            next = j == column ? next : Math.Max(next, score[row, j]);
        }

        for (var i = 0; i < score.GetLength(0); i++)
        {
            next = i == row ? next : Math.Max(next, score[i, column]);
        }

        return score[row, column] - next;
    }
}
