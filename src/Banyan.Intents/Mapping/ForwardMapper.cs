using System.Text.Json.Nodes;

namespace Banyan.Intents.Mapping;

/// <summary>Writes arguments in the backend's names and words.</summary>
internal sealed class ForwardMapper(FieldMap map)
{
    private readonly List<MapFault> _faults = [];

    /// <summary>What could not be said.</summary>
    public IReadOnlyList<MapFault> Faults => _faults;

    /// <summary>Maps arguments; constants are added.</summary>
    public JsonNode? Map(JsonNode? arguments)
    {
        var mapped = Value(arguments, "");
        if (mapped is JsonObject record)
        {
            foreach (var (name, value) in map.Const)
            {
                NodePath.Put(record, name, JsonTree.Node(value));
            }
        }

        return mapped;
    }

    private JsonNode? Value(JsonNode? value, string scope) => value switch
    {
        JsonObject record => Record(record, MapRules.At(map, scope), scope),
        JsonArray list => new JsonArray([.. list.Select(one => Value(one, scope))]),
        _ => value?.DeepClone(),
    };

    private JsonObject Record(JsonObject from, MapRules rules, string scope)
    {
        // Explicit rules first, so that a member nobody named can't take a name a rule wants.
        var into = new JsonObject();
        var rest = (JsonObject)from.DeepClone();
        foreach (var rule in rules.Fields.Where(rule => NodePath.Has(from, rule.Intent)))
        {
            Field(into, rule, NodePath.Get(from, rule.Intent), scope);
            NodePath.Remove(rest, rule.Intent);
        }

        foreach (var (name, join) in rules.Joins)
        {
            Join(from, into, name, join);
            join.Parts.ToList().ForEach(part => NodePath.Remove(rest, part));
        }

        foreach (var (name, split) in rules.Splits.Where(split => NodePath.Has(from, split.Intent)))
        {
            Split(into, name, split, NodePath.Get(from, name));
            NodePath.Remove(rest, name);
        }

        foreach (var (name, value) in rest.Where(member => !into.ContainsKey(member.Key)))
        {
            into[name] = Value(value, MapRules.Below(scope, name, value is JsonArray));
        }

        return into;
    }

    private void Field(JsonObject into, FieldRule rule, JsonNode? value, string scope)
    {
        if (value is null)
        {
            Put(into, rule.Backend, null, rule.Intent);
            return;
        }

        var isPlain = rule is { Words: null, Format: null, By: null };
        var (mapped, problem) = isPlain ? (Value(value, MapRules.Below(scope, rule.Intent, value is JsonArray)), null) : ValueRules.Forwards(rule, value);
        if (problem is null)
        {
            Put(into, rule.Backend, mapped, rule.Intent);
        }
        else
        {
            _faults.Add(new MapFault(rule.Intent, problem));
        }
    }

    private void Join(JsonObject from, JsonObject into, string name, JoinRule rule)
    {
        var present = rule.Parts.Where(part => NodePath.Get(from, part) is not null).ToList();
        if (present.Count == 0)
        {
            return;
        }

        var texts = rule.Parts.Select(part => ValueRules.Text(NodePath.Get(from, part))).ToList();
        var missing = rule.Parts.Where((_, i) => texts[i] is not { Length: > 0 }).ToList();
        if (missing.Count > 0)
        {
            missing.ForEach(part => _faults.Add(new MapFault(part, $"is needed for the backend's {name}")));
            return;
        }

        Put(into, name, JsonValue.Create(string.Join(rule.Separator, texts)), rule.Parts[0]);
    }

    private void Split(JsonObject into, string name, JoinRule rule, JsonNode? value)
    {
        if (JoinedText.Split(ValueRules.Text(value), rule) is not { } pieces)
        {
            _faults.Add(new MapFault(name, $"does not fall into {rule.Parts.Count} parts"));
            return;
        }

        for (var i = 0; i < pieces.Length; i++)
        {
            Put(into, rule.Parts[i], JsonValue.Create(pieces[i]), name);
        }
    }

    private void Put(JsonObject into, string path, JsonNode? value, string field)
    {
        if (!NodePath.Put(into, path, value))
        {
            _faults.Add(new MapFault(field, $"has no place: something else stands in the way of {path}"));
        }
    }
}
