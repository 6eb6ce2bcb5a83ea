using System.Globalization;
using System.Text.Json;

namespace Banyan.Wire.Schemas;

/// <summary>One validation: walks value and schema side by side and collects faults.</summary>
internal sealed class SchemaWalk
{
    private readonly List<SchemaFault> _faults = [];

    /// <summary>What was found, in the order of the walk.</summary>
    public IReadOnlyList<SchemaFault> Faults => _faults;

    /// <summary>Checks one value at its place.</summary>
    public void Check(JsonSchema schema, JsonElement value, string path, int depth)
    {
        if (depth > SchemaReader.MaxDepth + 1)
        {
            Add(path, "type", "is nested too deep to be checked");
            return;
        }

        if (value.ValueKind == JsonValueKind.Null && schema.IsNullable)
        {
            return;
        }

        if (!SchemaTypes.Fits(schema, value))
        {
            Add(path, "type", $"must be {SchemaTypes.Wanted(schema)}, is {SchemaTypes.NameOf(value)}");
            return;
        }

        if (schema.Enum.Count > 0 && !schema.Enum.Any(one => SafeEquals(one, value)))
        {
            Add(path, "enum", $"must be one of {string.Join(", ", schema.Enum.Take(12).Select(one => one.GetRawText()))}{(schema.Enum.Count > 12 ? ", …" : "")}");
        }

        CheckKind(schema, value, path, depth);
        CheckForms(schema, value, path, depth);
    }

    private void CheckForms(JsonSchema schema, JsonElement value, string path, int depth)
    {
        foreach (var form in schema.AllOf)
        {
            Check(form, value, path, depth + 1);
        }

        if (schema.AnyOf.Count > 0 && !schema.AnyOf.Any(form => Fits(form, value, path, depth)))
        {
            Add(path, "anyOf", "has none of the forms that are right here");
        }

        if (schema.OneOf.Count > 0 && schema.OneOf.Count(form => Fits(form, value, path, depth)) is not 1 and var count)
        {
            Add(path, "oneOf", count == 0 ? "has none of the forms that are right here" : "has more than one of the forms of which one is right");
        }
    }

    private static bool Fits(JsonSchema form, JsonElement value, string path, int depth)
    {
        var walk = new SchemaWalk();
        walk.Check(form, value, path, depth + 1);
        return walk.Faults.Count == 0;
    }

    private void CheckKind(JsonSchema schema, JsonElement value, string path, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, path, depth);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value, path, depth);
                break;
            case JsonValueKind.String:
                CheckText(schema, value, path);
                break;
            case JsonValueKind.Number:
                CheckNumber(schema, value, path);
                break;
            case JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
                break;
        }
    }

    private void CheckObject(JsonSchema schema, JsonElement value, string path, int depth)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (SchemaTypes.NameOf(member) is not { } name)
            {
                Add(path, "properties", "has a member whose name is no Unicode text");
            }
            else if (!seen.Add(name))
            {
                Add(path, "properties", $"names '{Shown(name)}' twice");
            }
            else if (schema.Properties.TryGetValue(name, out var inner))
            {
                Check(inner, member.Value, $"{path}.{name}", depth + 1);
            }
            else if (!schema.AllowsMore)
            {
                Add($"{path}.{Shown(name)}", "additionalProperties", "is not a member here; leave it out");
            }
        }

        foreach (var wanted in schema.Required.Where(wanted => !seen.Contains(wanted)))
        {
            Add($"{path}.{wanted}", "required", "is missing");
        }
    }

    private void CheckArray(JsonSchema schema, JsonElement value, string path, int depth)
    {
        var count = value.GetArrayLength();
        Bound(schema, "minItems", path, $"must have at least {{0}} elements, has {count}", limit => count < limit);
        Bound(schema, "maxItems", path, $"must have at most {{0}} elements, has {count}", limit => count > limit);
        if (schema.Items is not null)
        {
            var at = 0;
            foreach (var element in value.EnumerateArray())
            {
                if (_faults.Count >= SchemaValidation.MaxFaults)
                {
                    return;
                }

                Check(schema.Items, element, string.Create(CultureInfo.InvariantCulture, $"{path}[{at++}]"), depth + 1);
            }
        }
    }

    private void CheckText(JsonSchema schema, JsonElement value, string path)
    {
        if (SchemaTypes.TextOf(value) is not { } text)
        {
            Add(path, "type", "must be Unicode text, holds half a surrogate pair");
            return;
        }

        // Length counts characters as people do in a schema: a pair of surrogates is one.
        var length = text.Length - text.Count(char.IsLowSurrogate);
        Bound(schema, "minLength", path, $"must have at least {{0}} characters, has {length}", limit => length < limit);
        Bound(schema, "maxLength", path, $"must have at most {{0}} characters, has {length}", limit => length > limit);
        if (schema.Pattern is not null && SchemaPattern.Of(schema).Fault(text) is { } fault)
        {
            Add(path, "pattern", fault);
        }

        if (schema.Format is { } format && !SchemaFormats.Fits(format, text))
        {
            Add(path, "format", $"must be {SchemaFormats.Wanted(format)}");
        }
    }

    private void CheckNumber(JsonSchema schema, JsonElement value, string path)
    {
        foreach (var (keyword, message, isBroken) in SchemaRange.Of(schema, JsonNumber.Read(value)))
        {
            if (isBroken)
            {
                Add(path, keyword, message);
            }
        }
    }

    private void Bound(JsonSchema schema, string keyword, string path, string message, Func<long, bool> isBroken)
    {
        if (schema.Source.ValueKind == JsonValueKind.Object && schema.Source.TryGetProperty(keyword, out var limit)
            && limit.ValueKind == JsonValueKind.Number && limit.TryGetInt64(out var number) && isBroken(number))
        {
            Add(path, keyword, string.Format(CultureInfo.InvariantCulture, message, number));
        }
    }

    private void Add(string path, string keyword, string message)
    {
        if (_faults.Count < SchemaValidation.MaxFaults)
        {
            _faults.Add(new SchemaFault(path, keyword, message));
        }
    }

    private static string Shown(string name) => name.Length <= 60 ? name : name[..60] + "…";

    private static bool SafeEquals(JsonElement one, JsonElement other)
    {
        try
        {
            return JsonElement.DeepEquals(one, other);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair on either side equals nothing.
            return false;
        }
    }
}
