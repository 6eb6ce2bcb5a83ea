using System.Collections.Frozen;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Intents.Planning.Lexical;
using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Reading;
using Banyan.Intents.Planning.Lexical.Scoring;
using Banyan.Intents.Planning.Lexical.Words;
using Banyan.Intents.Spine;
using Banyan.TestKit;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Tests.Planning.Accuracy;

/// <summary>Sequences of calls asked for in one message: how often the exact set of intents is found, from names and descriptions alone.</summary>
internal sealed class NestfulMeasure
{
    private readonly List<(string Name, string Text, HashSet<string> Requires, HashSet<string> Takes, HashSet<string> Yields)> _intents = [];
    private readonly List<(string Text, List<string> Steps)> _messages = [];

    /// <param name="part"><c>glaive</c> or <c>sgd</c>.</param>
    public NestfulMeasure(string part)
    {
        using var spec = JsonDocument.Parse(File.ReadAllText(TestFiles.Find("intents", "nestful", $"non-executable-{part}-spec.json")));
        foreach (var one in spec.RootElement.EnumerateArray().DistinctBy(one => one.GetProperty("name").GetString(), StringComparer.Ordinal))
        {
            var taken = one.TryGetProperty("arguments", out var arguments) || one.TryGetProperty("query_parameters", out arguments) ? arguments : one.GetProperty("parameters");
            var name = one.GetProperty("name").GetString()!;
            var words = string.Join(' ', NameSplitter.Split(name)) + ". " + one.GetProperty("description").GetString() + ". " + string.Join(' ', taken.EnumerateObject().SelectMany(param => NameSplitter.Split(param.Name)));
            _intents.Add((name, words, [.. taken.EnumerateObject().Where(param => param.Value.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.True).Select(param => param.Name)],
                [.. taken.EnumerateObject().Select(param => param.Name)],
                [.. one.GetProperty("output_parameters").EnumerateObject().Select(output => output.Name)]));
        }

        using var data = JsonDocument.Parse(File.ReadAllText(TestFiles.Find("intents", "nestful", $"non-executable-{part}-data.json")));
        foreach (var one in data.RootElement.EnumerateArray())
        {
            _messages.Add((one.GetProperty("input").GetString()!, [.. one.GetProperty("output").EnumerateArray().Select(step => step.GetProperty("name").GetString()!).Where(name => name != "var_result")]));
        }
    }

    /// <summary>Percent of messages whose exact set is found.</summary>
    public double ExactSets(bool isCountGiven, Action<string>? tell = null)
    {
        var index = new ScoreIndex([.. _intents.Select((intent, i) => new LabelledText(i, Tokenizer.Read(intent.Text), TextKind.Name))], _intents.Count);
        var sets = new IntentSets(index, [.. _intents.Select((_, i) => Needs(i))],
            _intents.SelectMany(intent => Tokenizer.Read(intent.Text).Where((token, at) => at == 0 || token.Stem == NameSplitter.Split(intent.Name)[0]).Select(token => token.Stem)).ToHashSet(StringComparer.Ordinal));
        var right = 0;
        foreach (var (text, steps) in _messages)
        {
            var found = sets.Find(Tokenizer.Read(text), isCountGiven ? steps.Count : null).Select(label => _intents[label].Name).ToHashSet(StringComparer.Ordinal);
            if (found.SetEquals(steps))
            {
                right++;
            }
            else
            {
                tell?.Invoke($"{text}\n   want {string.Join(", ", steps)}\n   got  {string.Join(", ", found)}");
            }
        }

        return 100.0 * right / _messages.Count;
    }

    /// <summary>Percent of messages for which the whole planner plans exactly the set: cut, threshold, arguments and links included.</summary>
    public double ExactPlans(Action<string>? tell = null)
    {
        var intents = _intents.Select(Intent).OrderBy(intent => intent.Key, StringComparer.Ordinal).ToList();
        var catalogue = new IntentCatalogue("sha256:nestful", intents.ToFrozenDictionary(intent => intent.Key, StringComparer.Ordinal));
        var subject = new Subject { Tenant = "t", Id = "u", Caller = new Caller { Tenant = "t", Service = "s", KeyId = "k", Grants = Grants.All } };
        var planner = new LexicalPlanner(new FakeClock());
        var right = 0;
        foreach (var (text, steps) in _messages)
        {
            var plan = planner.Plan(new PlanRequest { Text = text, Subject = subject, Catalogue = catalogue, Visible = intents, Budget = new RunBudget(0, 0, 0) });
            var isRight = plan.Steps.Select(step => step.Intent).ToHashSet(StringComparer.Ordinal).SetEquals(steps.Select(Key));
            right += isRight ? 1 : 0;
            if (!isRight)
            {
                tell?.Invoke($"{text}\n   want {string.Join(", ", steps)}\n   plan {plan.Kind} {string.Join(", ", plan.Steps.Select(step => step.Intent))} {string.Join(" | ", plan.Unmet)} {plan.Words}");
            }
        }

        return 100.0 * right / _messages.Count;
    }

    private static string Key(string name) => name.Contains('.', StringComparison.Ordinal) ? name : "all." + name;

    private static Intent Intent((string Name, string Text, HashSet<string> Requires, HashSet<string> Takes, HashSet<string> Yields) one) => new()
    {
        Key = Key(one.Name),
        Title = string.Join(' ', NameSplitter.Split(one.Name)),
        Description = one.Text.Split(". ")[1],
        Params = Schema(one.Takes, one.Requires),
        Result = Schema(one.Yields, []),
        Effect = NameSplitter.Split(one.Name.Split('.')[^1])[0] is "find" or "search" or "get" or "lookup" or "calculate" or "convert" or "analyze" or "check" or "translate" or "validate" ? Effect.Read : Effect.Write,
        Hash = one.Name,
    };

    private static JsonSchema Schema(IEnumerable<string> names, IEnumerable<string> required) => JsonSchema.Any with
    {
        Type = "object",
        Properties = names.ToDictionary(name => name, _ => JsonSchema.Any with { Type = "string" }, StringComparer.Ordinal),
        Required = [.. required],
    };

    // What must run before: it yields a required name this intent itself only passes on, and takes it from nobody.
    private List<int> Needs(int at) => [.. Enumerable.Range(0, _intents.Count).Where(other => other != at && Family(other) == Family(at)
        && _intents[at].Requires.Any(name => name.EndsWith("name", StringComparison.Ordinal) || name is "title" ? _intents[other].Yields.Contains(name) && !_intents[other].Requires.Contains(name) : false))];

    private string Family(int at) => _intents[at].Name.Split('.')[0];
}
