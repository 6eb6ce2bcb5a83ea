using System.Text.Json;
using System.Text.RegularExpressions;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Running.Nestful;

/// <summary>A call of a sequence; its label names its result.</summary>
internal sealed record NestfulCall(string Name, string Label, JsonElement Arguments);

/// <summary>A sequence of calls with references, as <c>$var1.distance$</c>.</summary>
internal sealed partial record NestfulSequence(string Name, IReadOnlyList<NestfulCall> Calls, IReadOnlyDictionary<string, JsonElement> Operations)
{
    private static readonly string[] ParameterLists = ["query_parameters", "parameters", "arguments"];

    /// <summary>All sequences of the shared data.</summary>
    public static IReadOnlyList<NestfulSequence> All { get; } = [.. Of("glaive"), .. Of("sgd")];

    /// <summary>Calls that name nothing unknown, leave nothing out, and refer to what was listed.</summary>
    public bool IsClean => Calls.All(call => Operations.TryGetValue(call.Name, out var operation) && Fits(call, operation) && ReferencesOf(call).All(IsListed));

    /// <summary>References of a call: label and path.</summary>
    public static IEnumerable<(string Label, string Path)> ReferencesOf(NestfulCall call) =>
        Reference().Matches(call.Arguments.GetRawText()).Select(match => (match.Groups["label"].Value, match.Groups["path"].Value));

    /// <summary>The reference of one argument; null for a value of its own. A reference inside other text stands for the whole argument: plans move values, they do not write texts.</summary>
    public static (string Label, string Path)? ReferenceOf(JsonElement value) =>
        Reference().Match(value.GetRawText()) is { Success: true } match ? (match.Groups["label"].Value, match.Groups["path"].Value) : null;

    /// <summary>The longest chain of references, in calls.</summary>
    public int Depth()
    {
        var levels = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var call in Calls)
        {
            levels[call.Label] = 1 + ReferencesOf(call).Select(one => levels.GetValueOrDefault(one.Label)).DefaultIfEmpty(0).Max();
        }

        return levels.Values.Max();
    }

    private static bool Fits(NestfulCall call, JsonElement operation)
    {
        var known = ParameterLists.Select(list => operation.TryGetProperty(list, out var found) ? found : default).First(found => found.ValueKind == JsonValueKind.Object);
        return call.Arguments.EnumerateObject().All(argument => known.TryGetProperty(argument.Name, out _))
            && known.EnumerateObject().All(one => !(one.Value.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.True) || call.Arguments.TryGetProperty(one.Name, out _));
    }

    private bool IsListed((string Label, string Path) reference) =>
        Calls.FirstOrDefault(call => call.Label == reference.Label) is not { } source
        || !Operations.TryGetValue(source.Name, out var operation)
        || operation.GetProperty("output_parameters").TryGetProperty(reference.Path.Split('.', '[')[0], out _);

    private static IEnumerable<NestfulSequence> Of(string kind)
    {
        var operations = Read($"non-executable-{kind}-spec.json").EnumerateArray().GroupBy(one => one.GetProperty("name").GetString()!, StringComparer.Ordinal)
            .ToDictionary(one => one.Key, one => one.Last(), StringComparer.Ordinal);
        return Read($"non-executable-{kind}-data.json").EnumerateArray().Select((sequence, index) => new NestfulSequence(
            $"{kind}[{index}]",
            [
                .. sequence.GetProperty("output").EnumerateArray().Where(call => call.GetProperty("name").GetString() != "var_result")
                    .Select(call => new NestfulCall(call.GetProperty("name").GetString()!, call.GetProperty("label").GetString()!, call.GetProperty("arguments"))),
            ],
            operations));
    }

    private static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(TestFiles.Find("intents", "nestful", file)));
        return document.RootElement.Clone();
    }

    [GeneratedRegex(@"\$(?<label>var\d+)(?:\.(?<path>[^$]*))?\$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
