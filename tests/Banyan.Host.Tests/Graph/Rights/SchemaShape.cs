using System.Text.Json;

namespace Banyan.Host.Tests.Graph.Rights;

/// <summary>The schema as introspection tells it, and the least operations that ask for its fields.</summary>
internal sealed class SchemaShape
{
    private const string TypeName = "kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind } } } }";
    private const string Everything = $$"""
        { __schema { types { name kind
          fields(includeDeprecated: true) { name type { {{TypeName}} } args { name defaultValue type { {{TypeName}} } } }
          inputFields { name defaultValue type { {{TypeName}} } } enumValues { name } } } }
        """;

    private readonly Dictionary<string, JsonElement> _types;

    private SchemaShape(Dictionary<string, JsonElement> types) => _types = types;

    public static async Task<SchemaShape> ReadAsync(GraphClient client)
    {
        var schema = (await client.DataAsync(Everything)).GetProperty("__schema");
        return new SchemaShape(schema.GetProperty("types").EnumerateArray().ToDictionary(type => type.GetProperty("name").GetString()!, StringComparer.Ordinal));
    }

    /// <summary>Names of a root's fields.</summary>
    public IEnumerable<string> FieldsOf(string type) => Fields(type).Select(Name);

    /// <summary>Asks for one field of a root with no more than it must be given.</summary>
    /// <param name="root">Query, Mutation or Subscription.</param>
    /// <param name="field">The field.</param>
    /// <param name="id">What is given wherever an id may be given; null for some id, and only where one must.</param>
    public (string Query, Dictionary<string, object?> Variables) Least(string root, string field, string? id = null)
    {
        var declared = Fields(root).Single(one => Name(one) == field);
        var arguments = declared.GetProperty("args").EnumerateArray().Where(argument => MustBeGiven(argument) || (id is not null && NamedOf(argument) == "ID")).ToList();
        var variables = arguments.ToDictionary(Name, argument => Value(argument.GetProperty("type"), id), StringComparer.Ordinal);
        var header = arguments.Count == 0 ? "" : $"({string.Join(", ", arguments.Select(argument => $"${Name(argument)}: {Printed(argument.GetProperty("type"))}"))})";
        var given = arguments.Count == 0 ? "" : $"({string.Join(", ", arguments.Select(argument => $"{Name(argument)}: ${Name(argument)}"))})";
        return ($"{root.ToLowerInvariant()}{header} {{ {field}{given} {Selection(NamedOf(declared))} }}", variables);
    }

    /// <summary>The way from a query's root to a field of an object, through fields that need not be given anything; null when there is none.</summary>
    public IReadOnlyList<(string Type, string Field)>? PathTo(string type, string field, IEnumerable<string> roots)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { "Query" };
        var waiting = new Queue<(string Type, List<(string, string)> Path)>();
        waiting.Enqueue(("Query", []));
        while (waiting.TryDequeue(out var at))
        {
            if (at.Type == type)
            {
                return [.. at.Path, (type, field)];
            }

            var names = at.Type == "Query" ? roots : FieldsOf(at.Type);
            foreach (var step in names.Select(name => Fields(at.Type).Single(one => Name(one) == name)))
            {
                if (_types[NamedOf(step)].GetProperty("kind").GetString() == "OBJECT" && !step.GetProperty("args").EnumerateArray().Any(MustBeGiven) && seen.Add(NamedOf(step)))
                {
                    waiting.Enqueue((NamedOf(step), [.. at.Path, (at.Type, Name(step))]));
                }
            }
        }

        return null;
    }

    /// <summary>Asks along a path.</summary>
    public string Along(IReadOnlyList<(string Type, string Field)> path)
    {
        var (type, field) = path[^1];
        var innermost = $"{field} {Selection(NamedOf(Fields(type).Single(one => Name(one) == field)))}";
        return path.SkipLast(1).Reverse().Aggregate($"{{ {innermost} }}", (inner, step) => $"{{ {step.Field} {inner} }}");
    }

    private JsonElement[] Fields(string type) =>
        _types.TryGetValue(type, out var found) && found.GetProperty("fields").ValueKind == JsonValueKind.Array ? [.. found.GetProperty("fields").EnumerateArray()] : [];

    private string Selection(string type) => _types[type].GetProperty("kind").GetString() is "SCALAR" or "ENUM" ? "" : type.EndsWith("Connection", StringComparison.Ordinal) ? "{ nodes { __typename } }" : "{ __typename }";

    private object? Value(JsonElement type, string? id) => (type.GetProperty("kind").GetString(), type.GetProperty("name").GetString()) switch
    {
        ("NON_NULL", _) => Value(type.GetProperty("ofType"), id),
        ("LIST", _) => Array.Empty<object>(),
        ("INPUT_OBJECT", var name) => _types[name!].GetProperty("inputFields").EnumerateArray().Where(field => MustBeGiven(field) || (id is not null && NamedOf(field) == "ID"))
            .ToDictionary(Name, field => Value(field.GetProperty("type"), id), StringComparer.Ordinal),
        ("ENUM", var name) => Name(_types[name!].GetProperty("enumValues")[0]),
        (_, "ID" or "String") => id ?? "00000000-0000-7000-8000-000000000000",
        (_, "Int" or "Long") => 1,
        (_, "Float" or "Decimal") => 0.5,
        (_, "Boolean") => false,
        (_, "DateTime") => "2030-01-01T00:00:00Z",
        _ => new object(),
    };

    private static bool MustBeGiven(JsonElement input) => input.GetProperty("type").GetProperty("kind").GetString() == "NON_NULL" && input.GetProperty("defaultValue").ValueKind == JsonValueKind.Null;

    private static string Name(JsonElement named) => named.GetProperty("name").GetString()!;

    private static string NamedOf(JsonElement typed)
    {
        var type = typed.GetProperty("type");
        while (type.GetProperty("ofType").ValueKind == JsonValueKind.Object)
        {
            type = type.GetProperty("ofType");
        }

        return Name(type);
    }

    private static string Printed(JsonElement type) => type.GetProperty("kind").GetString() switch
    {
        "NON_NULL" => $"{Printed(type.GetProperty("ofType"))}!",
        "LIST" => $"[{Printed(type.GetProperty("ofType"))}]",
        _ => Name(type),
    };
}
