using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Intents.Planning.Lexical.Building;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Planning.Lexical.Filling;

/// <summary>Finds the arguments of steps that are known to be wanted, in a message that names them all.</summary>
/// <remarks>
/// 1. The message is cut, its values found, its words shared out among the steps. 2. A result the words point at goes before any value. 3. Values go to parameters, each value once,
/// the best fit first: by what they are, the words around them, and whose words they stand in. 4. Results of earlier steps fill what is left; what a sibling was told counts for the next one too;
/// then defaults. 5. What nothing fills stays empty: it is asked.
/// </remarks>
internal sealed class StepFiller
{
    private const double Bar = 1, ElsewherePenalty = 0.9, CountedNear = 3.5, Cued = 2.9;
    private readonly IReadOnlyList<GivenStep> _steps;
    private readonly IReadOnlyList<SaidWord> _words;
    private readonly IReadOnlyList<SaidValue> _values;
    private readonly IReadOnlyList<(int From, int To)> _spans;
    private readonly Mentions _mentions;
    private readonly List<Dictionary<string, Argument>> _filled = [];

    /// <summary>Reads a message.</summary>
    public StepFiller(string text, IReadOnlyList<GivenStep> steps)
    {
        (_steps, _words) = (steps, SaidWords.Read(text));
        _values = SaidValues.Read(text, _words);
        _spans = new StepSpans(_words, steps).Find();
        _mentions = new Mentions(_words, steps);
    }

    /// <summary>The arguments of each step, by name; what is not there is to be asked.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, Argument>> Fill()
    {
        for (var step = _filled.Count; step < _steps.Count; step++)
        {
            _filled.Add(Fill(step));
        }

        return _filled;
    }

    private Dictionary<string, Argument> Fill(int step)
    {
        var args = new Dictionary<string, Argument>(StringComparer.Ordinal);
        var wide = Wide(step);
        var span = _spans[step].From == _spans[step].To ? wide : _spans[step];
        var pairs = Pairs(step, span, wide, args);
        var results = _mentions.Pointed(step, span, need => pairs.Exists(pair => pair.Need == need && pair.Score >= Cued));
        foreach (var need in _steps[step].Needs.Where(need => !args.ContainsKey(need.Name) && !results.ContainsKey(need.Name)))
        {
            if (_mentions.Found(step, need) is { } found && !pairs.Exists(pair => pair.Need == need && pair.Value.Kind == SaidKind.Quote && pair.Value.From >= span.From && pair.Value.From < span.To))
            {
                results[need.Name] = found;
            }
        }

        Assign(pairs.Where(pair => !results.ContainsKey(pair.Need.Name)), args);
        Refer(step, span, args, results);
        Carry(step, args, results);
        foreach (var (name, result) in results)
        {
            args[name] = new Argument.Reference($"{_steps[result.Step].Id}.{result.Name}");
        }

        return args;
    }

    /// <summary>The words of all neighbours that are about the same kind of thing: who asks for one of them speaks of the others.</summary>
    private (int From, int To) Wide(int step)
    {
        var (first, last) = (step, step);
        while (first > 0 && _steps[first - 1].IsSibling(_steps[step]))
        {
            first--;
        }

        while (last + 1 < _steps.Count && _steps[last + 1].IsSibling(_steps[step]))
        {
            last++;
        }

        return (_spans[first].From, _spans[last].To);
    }

    private List<Pair> Pairs(int step, (int From, int To) span, (int From, int To) wide, Dictionary<string, Argument> args)
    {
        var (pairs, needs) = (new List<Pair>(), _steps[step].Needs);
        var said = _words.Skip(wide.From).Take(wide.To - wide.From).Where(word => word.IsWord).Select(word => word.Stem).ToHashSet(StringComparer.Ordinal);
        var values = _values.Where(value => value.From >= wide.From && value.To <= wide.To).ToList();
        foreach (var need in needs)
        {
            if (need.Sort == "choice" && Choice(need, said) is { } chosen)
            {
                args[need.Name] = chosen;
            }
            else if (need.Sort == "choice")
            {
                pairs.AddRange(values.Where(value => value.Kind == SaidKind.Number && need.Schema.Enum.Any(one => one.ToString() == value.Value.ToString()) && Cues.Counts(need, _words, value, wide)).Select(value => new Pair(CountedNear, need, value)));
            }
            else if (need.Sort == "switch" && need.IsSwitch && need.Core.Count > 0 && need.Core.IsSubsetOf(said))
            {
                args[need.Name] = need.Schema.Enum.Count > 0 ? Literals.Text("True") : Literals.Flag(true);
            }

            foreach (var value in values.Where(_ => need.Sort is not ("choice" or "switch" or "object")))
            {
                var fit = ValueFit.Of(need, value, value.To < _words.Count ? _words[value.To].Lower : "");
                if (fit > ValueFit.Never)
                {
                    var isOwn = value.From >= span.From && value.To <= span.To;
                    pairs.Add(new Pair(fit + Cues.Of(need, _words, value, wide, needs) - (isOwn ? 0 : ElsewherePenalty), need, value));
                }
            }
        }

        return pairs;
    }

    /// <summary>The only listed value whose words are all said; the longest of several.</summary>
    private static Argument? Choice(ParamNeed need, HashSet<string> said)
    {
        var hits = need.Schema.Enum.Where(one => one.ValueKind == JsonValueKind.String)
            .Select(one => (Value: one, Stems: one.GetString()!.ToLowerInvariant().Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.All(char.IsAsciiLetter)).Select(Stemmer.Stem).ToList()))
            .Where(pair => pair.Stems.Count > 0 && pair.Stems.TrueForAll(said.Contains)).OrderByDescending(pair => pair.Stems.Count).ToList();
        return hits.Count == 1 || (hits.Count > 1 && hits[0].Stems.Count > hits[1].Stems.Count) ? Literals.Value(hits[0].Value) : null;
    }

    private static void Assign(IEnumerable<Pair> pairs, Dictionary<string, Argument> args)
    {
        var used = new List<SaidValue>();
        foreach (var pair in pairs.Where(pair => pair.Score >= Bar).OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Value.From))
        {
            if (!args.ContainsKey(pair.Need.Name) && !used.Exists(pair.Value.Overlaps))
            {
                args[pair.Need.Name] = Argument(pair.Need, pair.Value);
                used.Add(pair.Value);
            }
        }
    }

    private static Argument Argument(ParamNeed need, SaidValue value)
    {
        JsonNode node = need.Sort == "list" && value.Kind != SaidKind.List ? new JsonArray(value.Value.DeepClone())
            : need.Sort == "number" && value.Kind == SaidKind.Percent && need.Description.Contains("decimal", StringComparison.Ordinal) ? JsonValue.Create(value.Value.GetValue<decimal>() / 100)
            : need.Sort is "choice" or "text" && value.Value.GetValueKind() == JsonValueKind.Number ? JsonValue.Create(value.Value.ToString())
            : value.Value;
        return Literals.Value(JsonElement.Parse(node.ToJsonString()));
    }

    private void Refer(int step, (int From, int To) span, Dictionary<string, Argument> args, Dictionary<string, ResultOf> results)
    {
        var open = _steps[step].Needs.Where(need => !args.ContainsKey(need.Name)).ToList();
        foreach (var need in open.Where(need => !results.ContainsKey(need.Name)))
        {
            if (_mentions.Like(step, need, span) is { } like)
            {
                results[need.Name] = like;
            }
        }

        var isAlone = !_steps.Any(other => other != _steps[step] && other.IsSibling(_steps[step]));
        foreach (var need in open.Where(need => isAlone && need.IsRequired && !results.ContainsKey(need.Name) && need.Sort is "text" or "number" or "list" or "day" or "email"))
        {
            if (!results.ContainsKey(need.Name) && isAlone && need.IsRequired && _mentions.AtHand(step, need, span, results.Values) is { } atHand)
            {
                results[need.Name] = atHand;
            }
        }
    }

    private void Carry(int step, Dictionary<string, Argument> args, Dictionary<string, ResultOf> results)
    {
        foreach (var need in _steps[step].Needs.Where(need => !args.ContainsKey(need.Name)))
        {
            var told = Enumerable.Range(0, step).Reverse().Where(other => _steps[other].IsSibling(_steps[step]) && _filled[other].ContainsKey(need.Name)).Select(other => (int?)other).FirstOrDefault();
            if (told is { } sibling && (!results.TryGetValue(need.Name, out var result) || _steps[result.Step].Intent.Params.Properties.ContainsKey(need.Name)))
            {
                if (need.IsRequired && _steps[sibling].Intent.Result.Properties.ContainsKey(need.Name) && _mentions.Holds(_spans[step], "it"))
                {
                    results[need.Name] = new ResultOf(sibling, need.Name);
                }
                else
                {
                    args[need.Name] = _filled[sibling][need.Name];
                    results.Remove(need.Name);
                }
            }
            else if (need.Schema.Default is { } usual && !results.ContainsKey(need.Name))
            {
                args[need.Name] = new Argument.Literal(usual.Clone(), "const");
            }
        }
    }

    private sealed record Pair(double Score, ParamNeed Need, SaidValue Value);
}
