using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Banyan.Intents.Planning.Lexical.Cards;
using Banyan.Intents.Planning.Lexical.Filling;
using Banyan.Intents.Spine;
using Banyan.TestKit;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Tests.Planning.Accuracy;

/// <summary>Sequences of calls asked for in one message, with the steps given: how many of their literal arguments and references are found, and how many are wrong.</summary>
internal sealed partial class NestfulArguments
{
    private static readonly string[] Types = ["string", "number", "integer", "boolean", "array", "object"];
    private readonly Dictionary<string, Intent> _intents;
    private readonly JsonElement[] _messages;

    /// <param name="part"><c>glaive</c> or <c>sgd</c>.</param>
    public NestfulArguments(string part)
    {
        using var spec = JsonDocument.Parse(File.ReadAllText(TestFiles.Find("intents", "nestful", $"non-executable-{part}-spec.json")));
        _intents = spec.RootElement.EnumerateArray().DistinctBy(one => one.GetProperty("name").GetString(), StringComparer.Ordinal).ToDictionary(one => one.GetProperty("name").GetString()!, Intent, StringComparer.Ordinal);
        using var data = JsonDocument.Parse(File.ReadAllText(TestFiles.Find("intents", "nestful", $"non-executable-{part}-data.json")));
        _messages = [.. data.RootElement.EnumerateArray().Select(one => one.Clone())];
    }

    /// <summary>Fills every message's steps. Steps of no listed intent are left out, for nobody could be given them.</summary>
    /// <param name="tell">Told of what is not right; null for nobody.</param>
    public ArgumentCounts Run(Action<string>? tell = null)
    {
        var sum = new ArgumentCounts(0, 0, 0, 0, 0, 0);
        foreach (var message in _messages)
        {
            var steps = message.GetProperty("output").EnumerateArray().Where(step => _intents.ContainsKey(step.GetProperty("name").GetString()!)).ToList();
            var text = message.GetProperty("input").GetString()!;
            var filled = new StepFiller(text, [.. steps.Select(step => new GivenStep(step.GetProperty("label").GetString()!, _intents[step.GetProperty("name").GetString()!]))]).Fill();
            for (var i = 0; i < steps.Count; i++)
            {
                foreach (var wanted in steps[i].GetProperty("arguments").EnumerateObject())
                {
                    var got = filled[i].GetValueOrDefault(wanted.Name);
                    sum += Judge(wanted.Value, got, out var isRight);
                    if (!isRight)
                    {
                        tell?.Invoke($"{text}\n   {steps[i].GetProperty("name")}.{wanted.Name}: want {wanted.Value.GetRawText()}, got {Text(got)}");
                    }
                }
            }
        }

        return sum;
    }

    private static ArgumentCounts Judge(JsonElement wanted, Argument? got, out bool isRight)
    {
        if (wanted.ValueKind == JsonValueKind.String && Result().Match(wanted.GetString()!) is { Success: true } match)
        {
            isRight = got is Argument.Reference { Path: var path } && path == $"{match.Groups["step"].Value}.{match.Groups["field"].Value}";
            return new ArgumentCounts(0, 0, 0, 1, isRight ? 1 : 0, got is null || isRight ? 0 : 1);
        }

        isRight = got is Argument.Literal { Value: var value } && Same(value) == Same(wanted);
        return new ArgumentCounts(1, isRight ? 1 : 0, got is null || isRight ? 0 : 1, 0, 0, 0);
    }

    /// <summary>Values that mean the same: case, "the", the form of a number or a day.</summary>
    private static string Same(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return string.Join('|', value.EnumerateArray().Select(Same));
        }

        var text = (value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()).Trim().Trim('.', ',').ToLowerInvariant();
        text = text.StartsWith("the ", StringComparison.Ordinal) ? text[4..] : text;
        if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return number.ToString("G29", CultureInfo.InvariantCulture);
        }

        return DateTime.TryParse(Ordinal().Replace(text, ""), CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && text.Any(char.IsAsciiLetter) && day.TimeOfDay == TimeSpan.Zero && day.Year > 2000
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text;
    }

    private static string Text(Argument? got) => got switch
    {
        Argument.Literal literal => literal.Value.GetRawText(),
        Argument.Reference reference => reference.Path,
        _ => "nothing",
    };

    private static Intent Intent(JsonElement one)
    {
        var taken = one.TryGetProperty("arguments", out var arguments) || one.TryGetProperty("query_parameters", out arguments) ? arguments : one.GetProperty("parameters");
        var name = one.GetProperty("name").GetString()!;
        return new Intent
        {
            Key = name.Contains('.', StringComparison.Ordinal) ? name : name + "." + name,
            Title = string.Join(' ', NameSplitter.Split(name)),
            Description = one.GetProperty("description").GetString()!,
            Params = Schema(taken, taken.EnumerateObject().Where(param => param.Value.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.True).Select(param => param.Name)),
            Result = Schema(one.GetProperty("output_parameters"), []),
            Effect = Effect.Read,
            Hash = name,
        };
    }

    private static JsonSchema Schema(JsonElement members, IEnumerable<string> required)
    {
        var properties = new JsonObject();
        foreach (var member in members.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object))
        {
            var schema = new JsonObject();
            foreach (var (from, to) in new[] { ("type", "type"), ("description", "description"), ("allowed_values", "enum"), ("enum", "enum"), ("default_value", "default") })
            {
                if (member.Value.TryGetProperty(from, out var value) && (to != "type" || Types.Contains(value.ToString(), StringComparer.Ordinal)) && !(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0) && value.ValueKind != JsonValueKind.Null)
                {
                    schema[to] = JsonNode.Parse(value.GetRawText());
                }
            }

            properties[member.Name] = schema;
        }

        return SchemaReader.Read(JsonElement.Parse(new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]) }.ToJsonString()));
    }

    [GeneratedRegex(@"^\$(?<step>\w+)\.(?<field>\w+)\$$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Result();

    [GeneratedRegex(@"(?<=\d)(st|nd|rd|th)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ordinal();
}
