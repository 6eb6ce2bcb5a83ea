namespace Banyan.Intents.Planning.Lexical.Filling;

/// <summary>Shares a message out among steps in their order: each gets the words from where it seems to begin to where the next one does.</summary>
/// <remarks>Best sum of words in common, by dynamic programming; a step begins at a verb only, and one nobody speaks of gets no words.</remarks>
internal sealed class StepSpans(IReadOnlyList<SaidWord> words, IReadOnlyList<GivenStep> steps)
{
    private const double NoWords = -1.5, BeginsRight = 1.5, OwnWord = 3;
    private static readonly string[] Leads = ["then", "and", "finally", "after", "that", "also", "next", "lastly", "once", "please", "i", "want", "to", "would", "like", "a", ","];
    private static readonly HashSet<string> Common = "get find search buy book reserve send make give tell purchase schedule calculat calculate".Split(' ').ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string> _verbs = [.. Common, .. steps.SelectMany(step => step.Verbs)];

    /// <summary>The words of each step: first, and the one behind the last.</summary>
    public IReadOnlyList<(int From, int To)> Find()
    {
        var (best, back) = (new double[steps.Count + 1, words.Count + 1], new int[steps.Count + 1, words.Count + 1]);
        var places = Enumerable.Range(0, words.Count + 1).Where(IsPlace).ToList();
        for (var step = 0; step <= steps.Count; step++)
        {
            for (var at = 0; at <= words.Count; at++)
            {
                best[step, at] = step == 0 && at == 0 ? 0 : double.NegativeInfinity;
            }
        }

        for (var step = 1; step <= steps.Count; step++)
        {
            var sums = Sums(step - 1);
            foreach (var to in places)
            {
                foreach (var from in places.TakeWhile(from => from <= to))
                {
                    var value = best[step - 1, from] + (from == to ? NoWords : sums[to] - sums[from] + Begins(steps[step - 1], from, to));
                    if (value > best[step, to])
                    {
                        (best[step, to], back[step, to]) = (value, from);
                    }
                }
            }
        }

        var spans = new (int From, int To)[steps.Count];
        for (int step = steps.Count, to = words.Count; step > 0; step--)
        {
            spans[step - 1] = (back[step, to], to);
            to = back[step, to];
        }

        return spans;
    }

    private bool IsPlace(int at)
    {
        if (at == 0 || at == words.Count)
        {
            return true;
        }

        if (!(words[at - 1].Text is "." or ";" or "?" or "!" or "," || words[at].Lower is "then" or "and" or "finally" or "after" or "also" or "based" or "using"))
        {
            return false;
        }

        var verb = Behind(at, words.Count);
        return verb < words.Count && words[verb].IsWord && _verbs.Contains(words[verb].Stem);
    }

    private double Begins(GivenStep step, int from, int to) => Behind(from, to) is var verb && verb < to && words[verb].IsWord && step.Own.Contains(words[verb].Stem) ? BeginsRight : 0;

    private int Behind(int at, int to)
    {
        while (at < to && (Leads.Contains(words[at].Lower, StringComparer.Ordinal) || words[at].Text == "."))
        {
            at++;
        }

        return at;
    }

    private double[] Sums(int step)
    {
        var sums = new double[words.Count + 1];
        for (var at = 0; at < words.Count; at++)
        {
            sums[at + 1] = sums[at] + Score(steps[step], words[at]);
        }

        return sums;
    }

    private double Score(GivenStep step, SaidWord word)
    {
        if (!word.IsWord || Words.StopWords.Has(word.Lower))
        {
            return 0;
        }

        var score = (step.Own.Contains(word.Stem) ? OwnWord : 0) + (step.About.Contains(word.Stem) ? 1 : 0) + (step.Asked.Contains(word.Stem) ? 1 : 0);
        return score / Math.Pow(Math.Max(1, steps.Count(one => one.Own.Contains(word.Stem) || one.About.Contains(word.Stem) || one.Asked.Contains(word.Stem))), 1.5);
    }
}
