using System.Text.Json.Nodes;
using Banyan.Intents.Mapping;

namespace Banyan.Intents.Discovery.Definitions;

/// <summary>Says what a changed definition breaks. New optional parameters and new fields break nothing.</summary>
internal static class DefinitionChange
{
    /// <summary>What is not merely added, in plain words; empty when the change may be adopted by itself.</summary>
    public static IReadOnlyList<string> Breaks(IntentDefinition before, IntentDefinition after)
    {
        var (old, fresh) = (DefinitionHash.Canonical(before), DefinitionHash.Canonical(after));
        var breaks = new List<string>();
        foreach (var (name, value) in old)
        {
            var isSame = JsonTree.Canonical(value) == JsonTree.Canonical(fresh[name]);
            if (isSame)
            {
                continue;
            }

            switch (name)
            {
                case "params" or "result":
                    Schemas(value as JsonObject ?? [], fresh[name] as JsonObject ?? [], name, breaks);
                    break;
                case "places":
                    breaks.AddRange(Lost(value, fresh[name]).Select(place => $"parameter moved or gone: {place}"));
                    break;
                case "map":
                    Rules(value as JsonObject ?? [], fresh[name] as JsonObject ?? [], breaks);
                    break;
                default:
                    breaks.Add($"{name} changed");
                    break;
            }
        }

        return breaks;
    }

    private static void Schemas(JsonObject old, JsonObject fresh, string place, List<string> breaks)
    {
        var (oldFields, newFields) = (old["properties"] as JsonObject ?? [], fresh["properties"] as JsonObject ?? []);
        foreach (var (name, schema) in oldFields)
        {
            if (!newFields.ContainsKey(name))
            {
                breaks.Add($"{place}.{name} is gone");
            }
            else if (schema is JsonObject before && newFields[name] is JsonObject after)
            {
                Schemas(before, after, $"{place}.{name}", breaks);
            }
        }

        if (old["items"] is JsonObject oldItems)
        {
            Schemas(oldItems, fresh["items"] as JsonObject ?? [], place + "[]", breaks);
        }

        // A parameter may cease to be required; a field of a result may begin to be promised.
        var (less, more) = place.StartsWith("params", StringComparison.Ordinal) ? (fresh, old) : (old, fresh);
        breaks.AddRange(Lost(less["required"], more["required"]).Select(name => $"{place}.{name}: required changed"));
        foreach (var word in old.Concat(fresh).Select(member => member.Key).Distinct(StringComparer.Ordinal).Where(word => word is not ("properties" or "items" or "required")))
        {
            if (JsonTree.Canonical(old[word]) != JsonTree.Canonical(fresh[word]))
            {
                breaks.Add($"{place}: {word} changed");
            }
        }
    }

    private static void Rules(JsonObject old, JsonObject fresh, List<string> breaks)
    {
        foreach (var (kind, rules) in old)
        {
            if (rules is not JsonObject group)
            {
                AddIf(JsonTree.Canonical(rules) != JsonTree.Canonical(fresh[kind]), $"map.{kind} changed", breaks);
                continue;
            }

            foreach (var (name, rule) in group)
            {
                AddIf(JsonTree.Canonical(rule) != JsonTree.Canonical(fresh[kind]?[name]), $"map.{kind}.{name} changed", breaks);
            }
        }

        AddIf(old["unwrap"] is null && fresh["unwrap"] is not null, "map.unwrap changed", breaks);
        AddIf(JsonTree.Canonical(old["const"]) != JsonTree.Canonical(fresh["const"]), "map.const changed", breaks);
    }

    private static void AddIf(bool isSo, string text, List<string> breaks)
    {
        if (isSo && !breaks.Contains(text, StringComparer.Ordinal))
        {
            breaks.Add(text);
        }
    }

    private static IEnumerable<string> Lost(JsonNode? old, JsonNode? fresh)
    {
        var left = (fresh as JsonArray ?? []).Select(ValueRules.Text).ToHashSet(StringComparer.Ordinal);
        return (old as JsonArray ?? []).Select(ValueRules.Text).OfType<string>().Where(name => !left.Contains(name));
    }
}
