using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Banyan.Intents.Spine;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Checking;

/// <summary>The call sequences of NESTFUL as plans, with the faults that plain code finds in them.</summary>
internal sealed partial class NestfulPlans
{
    private readonly Dictionary<string, JsonNode> _specs;

    private NestfulPlans(string name, bool isTyped)
    {
        _specs = Read($"non-executable-{name}-spec.json").GroupBy(spec => spec["name"]!.GetValue<string>(), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        Catalogue = new IntentCatalogue("sha256:nestful", _specs.Select(pair => MakeIntent(pair.Key, pair.Value, isTyped)).ToFrozenDictionary(intent => intent.Key, StringComparer.Ordinal));
        Sequences = [.. Read($"non-executable-{name}-data.json").Select(sequence => sequence["output"]!.AsArray().Where(step => step!["name"]!.GetValue<string>() != "var_result").Select(step => step!).ToList())];
    }

    public IntentCatalogue Catalogue { get; }

    /// <summary>Each sequence's calls, without the closing list of results.</summary>
    public IReadOnlyList<IReadOnlyList<JsonNode>> Sequences { get; }

    public static IReadOnlyList<NestfulPlans> Load(bool isTyped) => [new("glaive", isTyped), new("sgd", isTyped)];

    /// <summary>A sequence as a plan. An argument that holds a reference anywhere inside refers to it as a whole.</summary>
    public Plan PlanOf(IReadOnlyList<JsonNode> calls)
    {
        // A label may be given twice; it means the call before.
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var steps = new List<PlanStep>();
        foreach (var call in calls)
        {
            var args = call["arguments"]!.AsObject().ToDictionary(pair => pair.Key, pair => ArgumentOf(pair.Value!, ids), StringComparer.Ordinal);
            steps.Add(new PlanStep($"s{steps.Count + 1}", call["name"]!.GetValue<string>()) { Args = args });
            ids[call["label"]!.GetValue<string>()] = steps[^1].Id;
        }

        return new Plan { Kind = PlanKind.Execute, CatalogueVersion = Catalogue.Version, Planner = "model", Steps = steps };
    }

    /// <summary>What is wrong with a sequence, by plain code: unknown intents, unlisted outputs, missing required, unknown arguments; each with the words a fault must hold.</summary>
    public (List<string> Unknown, List<string> Unlisted, List<string> Missing, List<string> Odd) FaultsOf(IReadOnlyList<JsonNode> calls)
    {
        var found = (Unknown: new List<string>(), Unlisted: new List<string>(), Missing: new List<string>(), Odd: new List<string>());
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            var name = call["name"]!.GetValue<string>();
            var given = call["arguments"]!.AsObject();
            foreach (var (argument, value) in given)
            {
                foreach (Match reference in Reference().Matches(Plain(value!)))
                {
                    var field = reference.Groups["path"].Value.Split('[')[0];
                    if (!_specs.TryGetValue(names[reference.Groups["label"].Value], out var source) || source["output_parameters"]![field] is null)
                    {
                        found.Unlisted.Add(argument);
                    }
                }
            }

            names[call["label"]!.GetValue<string>()] = name;
            if (!_specs.TryGetValue(name, out var spec))
            {
                found.Unknown.Add(name);
                continue;
            }

            var parameters = Parameters(spec);
            found.Missing.AddRange(parameters.Where(pair => pair.Value!["required"]!.GetValue<bool>() && !given.ContainsKey(pair.Key)).Select(pair => pair.Key));
            found.Odd.AddRange(given.Select(pair => pair.Key).Where(argument => !parameters.ContainsKey(argument)));
        }

        return found;
    }

    public static string Plain(JsonNode value) => value.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    [GeneratedRegex(@"\$(?<label>var\d+)\.(?<path>[^$]*)\$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Reference();

    private static Argument ArgumentOf(JsonNode value, Dictionary<string, string> ids) =>
        Reference().Match(Plain(value)) is { Success: true } match
            ? new Argument.Reference($"{ids[match.Groups["label"].Value]}.{match.Groups["path"].Value}")
            : new Argument.Literal(JsonSerializer.SerializeToElement(value), "user");

    private static Intent MakeIntent(string name, JsonNode spec, bool isTyped)
    {
        JsonObject Fields(JsonObject fields, bool isResult) => new(fields.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Field(pair.Value, isResult))));
        JsonObject Field(JsonNode? field, bool isResult)
        {
            var made = new JsonObject();
            var type = field?["type"]?.GetValue<string>();
            if (isTyped && type is "string" or "number" or "integer" or "boolean" or "array" or "object")
            {
                made["type"] = type;
            }

            // Lists are lists even where the types are left out: a path with an index goes through them.
            if (isResult && type == "array")
            {
                made["items"] = new JsonObject();
            }

            return made;
        }

        var parameters = Parameters(spec);
        var required = parameters.Where(pair => pair.Value!["required"]!.GetValue<bool>()).Select(pair => (JsonNode?)pair.Key);
        return Shop.Intent(
            name,
            Effect.Read,
            new JsonObject { ["type"] = "object", ["required"] = new JsonArray([.. required]), ["properties"] = Fields(parameters, false) }.ToJsonString(),
            new JsonObject { ["type"] = "object", ["properties"] = Fields(spec["output_parameters"]!.AsObject(), true) }.ToJsonString());
    }

    private static JsonObject Parameters(JsonNode spec) =>
        (spec["query_parameters"] ?? spec["arguments"] ?? spec["parameters"])?.AsObject() ?? [];

    private static List<JsonNode> Read(string file)
    {
        using var stream = File.OpenRead(TestFiles.Find("intents", "nestful", file));
        return [.. JsonNode.Parse(stream)!.AsArray().Select(node => node!)];
    }
}
