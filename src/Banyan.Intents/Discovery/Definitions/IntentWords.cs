using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Definitions;

/// <summary>Reads the members of an <c>x-banyan-intent</c> object; whatever is wrong is collected with its place.</summary>
/// <param name="intent">The object.</param>
/// <param name="place">Where it stands, for the messages.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class IntentWords(JsonObject intent, string place, List<string> errors)
{
    /// <summary>Where it stands.</summary>
    public string Place => place;

    /// <summary>A text; null when absent.</summary>
    public string? Text(string name) => Text(intent, name, "");

    /// <summary>Texts; empty when absent.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (intent[name] is null)
        {
            return [];
        }

        if (intent[name] is JsonArray list && list.All(one => one?.GetValueKind() == JsonValueKind.String))
        {
            return [.. list.Take(100).Select(one => one!.GetValue<string>())];
        }

        errors.Add($"{place}.{name}: a list of texts is wanted.");
        return [];
    }

    /// <summary>One of some words; the first named is taken when it is absent.</summary>
    public string OneOf(string name, string absent, params string[] others)
    {
        var text = Text(name) ?? absent;
        if (text != absent && !others.Contains(text, StringComparer.Ordinal))
        {
            errors.Add($"{place}.{name}: one of {string.Join(", ", others.Prepend(absent).Where(word => word.Length > 0))} is wanted.");
        }

        return text;
    }

    /// <summary>A truth value; false when absent.</summary>
    public bool Flag(string name)
    {
        if (intent[name] is { } value && value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            errors.Add($"{place}.{name}: true or false is wanted.");
        }

        return intent[name]?.GetValueKind() == JsonValueKind.True;
    }

    /// <summary>A number that is not negative.</summary>
    public decimal Number(string name, decimal absent) => Number(intent, name, absent);

    /// <summary>What one call costs, in dollars.</summary>
    public decimal Cost() => intent["cost"] is JsonObject cost ? Number(cost, "usd", 0) : 0;

    /// <summary>An object; null when absent.</summary>
    public JsonObject? Record(string name)
    {
        if (intent[name] is { } value and not JsonObject)
        {
            errors.Add($"{place}.{name}: an object is wanted, this is {value.GetValueKind()}.");
        }

        return intent[name] as JsonObject;
    }

    /// <summary>A map of names and values.</summary>
    public FieldMap Map(string name) => Map(intent[name], $"{place}.{name}");

    /// <summary>The operations it says it replaces.</summary>
    public IReadOnlyList<Replacement> Replaces()
    {
        var replaces = new List<Replacement>();
        foreach (var one in intent["replaces"] as JsonArray ?? [])
        {
            if (one is JsonObject record && Text(record, "service", ".replaces") is { } service && Text(record, "operation", ".replaces") is { } operation)
            {
                Map(record["map"], $"{place}.replaces.map");
                replaces.Add(new Replacement(service, operation, record["map"] as JsonObject));
            }
            else
            {
                errors.Add($"{place}.replaces: {{ service, operation, map }} is wanted.");
            }
        }

        return replaces;
    }

    /// <summary>The proof of ownership.</summary>
    public OwnerRule? Owner()
    {
        if (Record("owner") is not { } owner)
        {
            return null;
        }

        var (path, equals) = (Text(owner, "path", ".owner"), Text(owner, "equals", ".owner"));
        if (path is null || !path.StartsWith('$') || equals is not ("caller.id" or "caller.email"))
        {
            errors.Add($"{place}.owner: {{ resource, via, path: $.field, equals: caller.id or caller.email }} is wanted.");
            return null;
        }

        return new OwnerRule(Text(owner, "resource", ".owner") ?? "", Text(owner, "via", ".owner"), path, equals);
    }

    /// <summary>How an unknown outcome is looked up.</summary>
    public VerifyRule? Verify()
    {
        if (Record("verify") is not { } verify)
        {
            return null;
        }

        if (Text(verify, "via", ".verify") is { } via && Text(verify, "expr", ".verify") is { } expression)
        {
            return new VerifyRule(via, expression);
        }

        errors.Add($"{place}.verify: {{ via, expr }} is wanted.");
        return null;
    }

    /// <summary>How it is taken back.</summary>
    public UndoRule? Undo()
    {
        if (Record("undo") is not { } undo)
        {
            return null;
        }

        var args = (undo["args"] as JsonObject ?? []).ToDictionary(member => member.Key, member => ValueRules.Text(member.Value) ?? "", StringComparer.Ordinal);
        if (Text(undo, "intent", ".undo") is { } other && !args.ContainsValue(""))
        {
            return new UndoRule(other, args);
        }

        errors.Add($"{place}.undo: {{ intent, args: {{ name: path }} }} is wanted.");
        return null;
    }

    private FieldMap Map(JsonNode? source, string at)
    {
        var map = FieldMapReader.Read(source is null ? default : JsonTree.Element(source), at, out var wrong);
        errors.AddRange(wrong);
        return map;
    }

    private string? Text(JsonObject from, string name, string below)
    {
        if (from[name] is { } value && value.GetValueKind() != JsonValueKind.String)
        {
            errors.Add($"{place}{below}.{name}: a text is wanted, this is {value.GetValueKind()}.");
            return null;
        }

        return from[name]?.GetValue<string>();
    }

    private decimal Number(JsonObject from, string name, decimal absent)
    {
        if (from[name] is not { } value)
        {
            return absent;
        }

        if (value.GetValueKind() == JsonValueKind.Number && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0)
        {
            return number;
        }

        errors.Add($"{place}.{name}: a number that is not negative is wanted.");
        return absent;
    }
}
