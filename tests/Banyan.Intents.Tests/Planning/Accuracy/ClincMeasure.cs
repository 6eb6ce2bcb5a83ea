using System.Diagnostics;
using System.Text.Json;
using Banyan.Intents.Planning.Lexical.Scoring;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Planning.Accuracy;

/// <summary>150 intents, 3,000 sentences: how often the best score is the right intent, and how well sentences of no intent are told apart.</summary>
internal sealed class ClincMeasure
{
    private readonly string[] _labels;
    private readonly ILookup<int, IReadOnlyList<Token>> _train;
    private readonly List<(IReadOnlyList<Token> Tokens, int Label)> _val;
    private readonly List<IReadOnlyList<Token>> _outside;

    public ClincMeasure()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(TestFiles.Find("intents", "clinc150.json")));
        var train = Pairs(file, "train").ToList();
        _labels = [.. train.Select(pair => pair.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _train = train.ToLookup(pair => Array.IndexOf(_labels, pair.Label), pair => (IReadOnlyList<Token>)Tokenizer.Read(pair.Text));
        _val = [.. Pairs(file, "val").Select(pair => ((IReadOnlyList<Token>)Tokenizer.Read(pair.Text), Array.IndexOf(_labels, pair.Label)))];
        _outside = [.. Pairs(file, "oos_val").Select(pair => (IReadOnlyList<Token>)Tokenizer.Read(pair.Text))];
    }

    /// <summary>Measures with so many examples for each intent, chosen by a seed.</summary>
    public ClincResult Run(int examples, int seed)
    {
        var random = new Random(seed);
        var texts = new List<LabelledText>();
        for (var label = 0; label < _labels.Length; label++)
        {
            texts.Add(new LabelledText(label, Tokenizer.Read(_labels[label].Replace('_', ' ')), TextKind.Name));
            var all = _train[label].ToArray();
            random.Shuffle(all);
            texts.AddRange(all.Take(examples).Select(tokens => new LabelledText(label, tokens, TextKind.Example)));
        }

        var clock = Stopwatch.StartNew();
        var index = new ScoreIndex(texts, _labels.Length);
        var build = clock.Elapsed;
        var times = new List<double>();
        var inside = _val.ConvertAll(pair => Score(index, pair.Tokens, pair.Label, times));
        var outside = _outside.ConvertAll(tokens => Score(index, tokens, -1, times).Sureness);
        times.Sort();
        var bar = outside.OrderDescending().ElementAt((outside.Count / 20) - 1);
        var accepted = inside.Where(one => one.Sureness > bar).ToList();
        return new ClincResult(
            100.0 * inside.Count(one => one.IsRight) / inside.Count,
            inside.Sum(one => outside.Sum(other => one.Sureness > other ? 1 : one.Sureness == other ? 0.5 : 0)) / inside.Count / outside.Count,
            100.0 * accepted.Count / inside.Count,
            100.0 * accepted.Count(one => one.IsRight) / Math.Max(1, accepted.Count),
            build,
            times[times.Count * 95 / 100]);
    }

    private static (bool IsRight, double Sureness) Score(ScoreIndex index, IReadOnlyList<Token> tokens, int label, List<double> times)
    {
        var clock = Stopwatch.GetTimestamp();
        var scores = index.Score(tokens, out var known);
        times.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        return (Array.IndexOf(scores, scores.Max()) == label, ScoreIndex.Sureness(scores, known));
    }

    private static IEnumerable<(string Text, string Label)> Pairs(JsonDocument file, string part) =>
        file.RootElement.GetProperty(part).EnumerateArray().Select(pair => (pair[0].GetString()!, pair[1].GetString()!));
}
