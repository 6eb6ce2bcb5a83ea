namespace Banyan.Intents.Planning.Lexical.Scoring;

/// <summary>From which score on an intent is believed, and how far it must be ahead of the next.</summary>
/// <param name="Score">Least score.</param>
/// <param name="Margin">Least distance to the next.</param>
internal sealed record Threshold(double Score, double Margin)
{
    private const int MostSamples = 120;

    /// <summary>Leaves each example out in turn and looks how the rest scores it.</summary>
    public static Threshold Calibrate(ScoreIndex index)
    {
        var right = new List<double>();
        var total = index.ExampleRows.Count;
        for (var i = 0; i < total; i += Math.Max(1, total / MostSamples))
        {
            var (label, scores) = index.ScoreWithout(index.ExampleRows[i]);
            var best = Array.IndexOf(scores, scores.Max());
            if (best == label)
            {
                right.Add(scores[best]);
            }
        }

        if (right.Count < 5)
        {
            return new Threshold(0.12, 0.02);
        }

        right.Sort();
        return new Threshold(Math.Clamp(right[right.Count / 20] * 0.8, 0.08, 0.4), 0.02);
    }
}
