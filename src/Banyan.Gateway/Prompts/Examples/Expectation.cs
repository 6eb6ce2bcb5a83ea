using System.Text.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Gateway.Prompts.Examples;

/// <summary>What an answer must be like: <c>{contains, regex, schema, model}</c>, all that is given.</summary>
/// <remarks><c>contains</c> is a text or a list of texts, found whatever the case; <c>regex</c> an expression of ECMAScript; <c>schema</c> a JSON Schema the whole answer
/// must fit as JSON; <c>model</c> expects nothing, it names the model that is asked.</remarks>
public sealed class Expectation
{
    private readonly List<string> _contains = [];
    private JsonSchema? _pattern;
    private JsonSchema? _schema;

    private Expectation()
    {
    }

    /// <summary>The model or alias that is asked; null for the prompt's own.</summary>
    public string? Model { get; private set; }

    /// <summary>Reads one.</summary>
    /// <returns>The expectation; or what is wrong with it.</returns>
    public static (Expectation? Read, string? Problem) Read(JsonElement source)
    {
        if (source.ValueKind != JsonValueKind.Object)
        {
            return (null, "expect is an object of contains, regex, schema and model.");
        }

        var read = new Expectation();
        foreach (var member in source.EnumerateObject())
        {
            if (read.Take(member) is { } problem)
            {
                return (null, problem);
            }
        }

        return read._contains.Count == 0 && read._pattern is null && read._schema is null ? (null, "expect says nothing of the answer: give contains, regex or schema.") : (read, null);
    }

    /// <summary>Looks at an answer.</summary>
    public IReadOnlyList<ExampleCheck> Check(string answer)
    {
        var checks = _contains.Select(text => new ExampleCheck($"contains \"{text}\"", answer.Contains(text, StringComparison.OrdinalIgnoreCase))).ToList();
        if (_pattern is { } pattern)
        {
            checks.Add(new ExampleCheck($"matches {pattern.Pattern}", pattern.Validate(JsonSerializer.SerializeToElement(answer, ExampleJson.Default.String)).Count == 0));
        }

        if (_schema is { } schema)
        {
            checks.Add(new ExampleCheck("fits the schema", Parsed(answer) is { } value && schema.Validate(value).Count == 0));
        }

        return checks;
    }

    private static JsonElement? Parsed(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string? Take(JsonProperty member)
    {
        switch (member.Name)
        {
            case "contains" when member.Value.ValueKind == JsonValueKind.String:
                _contains.Add(member.Value.GetString()!);
                return null;
            case "contains" when member.Value.ValueKind == JsonValueKind.Array && member.Value.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String):
                _contains.AddRange(member.Value.EnumerateArray().Select(text => text.GetString()!));
                return null;
            case "regex" when member.Value.ValueKind == JsonValueKind.String:
                return Schema(JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal) { ["type"] = "string", ["pattern"] = member.Value.GetString()! }, ExampleJson.Default.DictionaryStringString), "regex", out _pattern);
            case "schema":
                return Schema(member.Value, "schema", out _schema);
            case "model" when member.Value.ValueKind == JsonValueKind.String:
                Model = member.Value.GetString();
                return null;
            default:
                return $"expect.{member.Name} is none of contains (text or texts), regex (text), schema (JSON Schema), model (text).";
        }
    }

    private static string? Schema(JsonElement source, string name, out JsonSchema? schema)
    {
        try
        {
            schema = SchemaReader.Read(source);
            return null;
        }
        catch (FormatException wrong)
        {
            schema = null;
            return $"expect.{name}: {wrong.Message}";
        }
    }
}
