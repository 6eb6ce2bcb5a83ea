using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Words;

namespace Banyan.Intents.Planning.Lexical.Filling;

/// <summary>Says which result of an earlier step a parameter takes: one the words point at, one of the same name, else one that is at hand.</summary>
internal sealed class Mentions(IReadOnlyList<SaidWord> words, IReadOnlyList<GivenStep> steps)
{
    private const double SameName = 3, RequiredBar = 1.3, OptionalBar = 2.4, AnyBar = 0.3;
    private static readonly string[] Pointing = ["the", "this", "that", "translated", "calculated", "generated", "encrypted", "converted"];
    private static readonly string[] Pronouns = ["it", "that", "this", "result", "them", "these", "generated", "calculated", "converted", "resulting"];

    /// <summary>Parameters of a step that take results the words point at: "the translated text".</summary>
    public Dictionary<string, ResultOf> Pointed(int step, (int From, int To) span, Func<ParamNeed, bool> isCued)
    {
        var (own, found) = (steps[step], new Dictionary<string, ResultOf>(StringComparer.Ordinal));
        var said = Said(span);
        foreach (var result in Before(step).Where(result => IsPointedAt(result, own, said, span)))
        {
            var best = own.Needs.Where(need => need.IsRequired && need.Sort is "text" or "number" or "list").Select(need => (Need: need, Fit: Fit(need, result, isCued(need)))).OrderByDescending(pair => pair.Fit).FirstOrDefault();
            if (best.Need is not null && best.Fit >= 1)
            {
                found.TryAdd(best.Need.Name, result);
            }
        }

        return found;
    }

    /// <summary>The thing an earlier read of the family found, which that read was not told: a hotel's name for its booking.</summary>
    public ResultOf? Found(int step, ParamNeed need) => !need.IsRequired ? null
        : Enumerable.Range(0, step).Reverse().Where(other => steps[other].IsSibling(steps[step]) && steps[other].Intent.Result.Properties.ContainsKey(need.Name) && !steps[other].Intent.Params.Properties.ContainsKey(need.Name))
            .Select(other => new ResultOf(other, need.Name)).FirstOrDefault();

    /// <summary>The result that is most like a parameter nothing fills; null when none is like it enough.</summary>
    public ResultOf? Like(int step, ParamNeed need, (int From, int To) span)
    {
        if (need.Sort is "choice" or "switch" or "object" || need.Schema.Default is not null)
        {
            return null;
        }

        var said = Said(span);
        var best = Before(step).Select(result => (Result: result, Score: Likeness(step, need, result, said, span))).OrderByDescending(pair => pair.Score).FirstOrDefault();
        return best.Result is not null && best.Score >= (need.IsRequired ? RequiredBar : OptionalBar) && (need.Sort is not ("phone" or "time" or "link") || best.Result.Name == need.Name) ? best.Result : null;
    }

    /// <summary>The result at hand for a parameter the step can't do without and nothing names.</summary>
    public ResultOf? AtHand(int step, ParamNeed need, (int From, int To) span, IReadOnlyCollection<ResultOf> used)
    {
        var (own, said) = (steps[step], Said(span));
        var best = Before(step).Where(result => !used.Contains(result) && Takes(need, TypeOf(result))).Select(result => (Result: result, Score: Nearness(step, own, result, said, span))).OrderByDescending(pair => pair.Score).FirstOrDefault();
        return best.Result is not null && best.Score >= AnyBar ? best.Result : null;
    }

    /// <summary>Whether a span holds one of these words.</summary>
    public bool Holds((int From, int To) span, params ReadOnlySpan<string> any)
    {
        for (var at = span.From; at < span.To; at++)
        {
            if (any.Contains(words[at].Lower))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The latest step first, its results in their order.</summary>
    private IEnumerable<ResultOf> Before(int step) => Enumerable.Range(0, step).Reverse().SelectMany(other => steps[other].Intent.Result.Properties.Keys.Select(name => new ResultOf(other, name)));

    private HashSet<string> Said((int From, int To) span) => [.. words.Skip(span.From).Take(span.To - span.From).Where(word => word.IsWord).Select(word => word.Stem)];

    private static List<string> StemsOf(string name) => [.. NameSplitter.Split(name).Select(Stemmer.Stem)];

    private string? TypeOf(ResultOf result) => steps[result.Step].Intent.Result.Properties[result.Name].Type;

    private HashSet<string> AboutOf(ResultOf result) => ParamNeed.StemsOf(steps[result.Step].Intent.Result.Properties[result.Name].Word("description") ?? "");

    private bool IsPointedAt(ResultOf result, GivenStep own, HashSet<string> said, (int From, int To) span)
    {
        var stems = StemsOf(result.Name);
        return stems.Exists(stem => !own.Own.Contains(stem)) && stems.TrueForAll(said.Contains)
            && Enumerable.Range(span.From, span.To - span.From).Any(at => words[at].IsWord && words[at].Stem == stems[^1] && Holds((Math.Max(span.From, at - 3), at), Pointing));
    }

    private double Fit(ParamNeed need, ResultOf result, bool isCued)
    {
        var shares = need.Stems.Overlaps(StemsOf(result.Name));
        return (shares ? 2 : 0) + (Takes(need, TypeOf(result)) ? 1 : 0) + (need.Words.Overlaps(["text", "message", "data", "content", "number", "body"]) ? 1 : 0) - (isCued && !shares ? 3 : 0);
    }

    private static bool Takes(ParamNeed need, string? type) => type is null || need.Sort switch { "number" => type is "number" or "integer", "list" => type == "array", _ => true };

    private double Likeness(int step, ParamNeed need, ResultOf result, HashSet<string> said, (int From, int To) span)
    {
        var (stems, about, own) = (StemsOf(result.Name).ToHashSet(StringComparer.Ordinal), AboutOf(result), steps[step]);
        var isNamed = stems.Any(stem => said.Contains(stem) && !own.Own.Contains(stem));
        var (all, wanted) = (stems.Union(about, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal), need.Stems.Union(need.About, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal));
        return (result.Name == need.Name ? SameName : 0)
            + (1.5 * stems.Count(need.Stems.Contains) / Math.Max(1, stems.Union(need.Stems, StringComparer.Ordinal).Count()))
            + (0.8 * all.Count(wanted.Contains) / Math.Max(1, wanted.Count))
            + (isNamed ? 1.5 : 0)
            + (about.Any(stem => said.Contains(stem) && !own.Own.Contains(stem)) ? 0.4 : 0)
            + (Holds(span, Pronouns) ? 0.5 : 0)
            + (steps[result.Step].IsSibling(own) && result.Name == need.Name ? 1 : 0)
            - (0.15 * (step - 1 - result.Step))
            - (!steps[result.Step].IsSibling(own) && steps.Any(other => other != own && other.IsSibling(own)) && result.Name != need.Name && !isNamed ? 2 : 0);
    }

    private double Nearness(int step, GivenStep own, ResultOf result, HashSet<string> said, (int From, int To) span)
    {
        var stems = StemsOf(result.Name).ToHashSet(StringComparer.Ordinal);
        return stems.Count(stem => said.Contains(stem) && !own.Own.Contains(stem)) + (0.5 * stems.Count(stem => said.Contains(stem) && own.Own.Contains(stem)))
            + (result.Step == step - 1 && Holds(span, Pronouns) ? 0.6 : 0) - (0.2 * (step - 1 - result.Step))
            + (0.3 * Math.Min(2, AboutOf(result).Count(stem => said.Contains(stem) && !own.Own.Contains(stem))))
            + (0.3 * Math.Min(2, steps[result.Step].Own.Count(stem => said.Contains(stem) && !own.Own.Contains(stem))));
    }
}

/// <summary>A field of an earlier step's result.</summary>
internal sealed record ResultOf(int Step, string Name);
