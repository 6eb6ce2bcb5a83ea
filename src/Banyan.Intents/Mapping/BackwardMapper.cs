using System.Text.Json.Nodes;

namespace Banyan.Intents.Mapping;

/// <summary>Reads a backend's answer into the intent's names and words.</summary>
internal sealed class BackwardMapper(FieldMap map)
{
    private readonly List<MapFault> _faults = [];

    /// <summary>What could not be said.</summary>
    public IReadOnlyList<MapFault> Faults => _faults;

    /// <summary>Maps an answer that is unwrapped already.</summary>
    public JsonNode? Map(JsonNode? answer) => Value(answer, answer is JsonArray ? "[]" : "");

    private JsonNode? Value(JsonNode? value, string scope) => value switch
    {
        JsonObject record => Record(record, MapRules.At(map, scope), scope),
        JsonArray list => new JsonArray([.. list.Select(one => Value(one, scope))]),
        _ => value?.DeepClone(),
    };

    private JsonObject Record(JsonObject from, MapRules rules, string scope)
    {
        var into = new JsonObject();
        var rest = (JsonObject)from.DeepClone();
        foreach (var rule in rules.Fields.Where(rule => NodePath.Has(from, rule.Backend)))
        {
            Field(into, rule, NodePath.Get(from, rule.Backend), scope);
        }

        foreach (var (name, join) in rules.Joins.Where(join => NodePath.Get(from, join.Backend) is not null))
        {
            TakeApart(into, name, join, NodePath.Get(from, name));
        }

        foreach (var (name, split) in rules.Splits)
        {
            PutTogether(from, into, name, split);
        }

        Taken(rules).ForEach(path => NodePath.Remove(rest, path));
        foreach (var (name, value) in rest.Where(member => !into.ContainsKey(member.Key)))
        {
            into[name] = Value(value, MapRules.Below(scope, name, value is JsonArray));
        }

        return into;
    }

    private static List<string> Taken(MapRules rules) =>
        [.. rules.Fields.Select(rule => rule.Backend), .. rules.Joins.Select(join => join.Backend), .. rules.Splits.SelectMany(split => split.Rule.Parts)];

    private void Field(JsonObject into, FieldRule rule, JsonNode? value, string scope)
    {
        var isPlain = rule is { Words: null, Format: null, By: null };
        var (mapped, problem) = value is null || isPlain
            ? (Value(value, MapRules.Below(scope, rule.Intent, value is JsonArray)), null)
            : ValueRules.Backwards(rule, value);
        if (problem is not null)
        {
            _faults.Add(new MapFault(rule.Backend, problem));
        }
        else if (!NodePath.Put(into, rule.Intent, mapped))
        {
            _faults.Add(new MapFault(rule.Backend, $"has no place: something else stands in the way of {rule.Intent}"));
        }
    }

    private void TakeApart(JsonObject into, string name, JoinRule rule, JsonNode? value)
    {
        if (JoinedText.Split(ValueRules.Text(value), rule) is not { } pieces)
        {
            _faults.Add(new MapFault(name, $"does not fall into {rule.Parts.Count} parts"));
            return;
        }

        for (var i = 0; i < pieces.Length; i++)
        {
            NodePath.Put(into, rule.Parts[i], JsonValue.Create(pieces[i]));
        }
    }

    private void PutTogether(JsonObject from, JsonObject into, string name, JoinRule rule)
    {
        var texts = rule.Parts.Select(part => ValueRules.Text(NodePath.Get(from, part))).ToList();
        if (texts.TrueForAll(text => text is { Length: > 0 }))
        {
            NodePath.Put(into, name, JsonValue.Create(string.Join(rule.Separator, texts)));
        }
        else if (texts.Exists(text => text is not null))
        {
            _faults.Add(new MapFault(name, "has parts that are missing"));
        }
    }
}
