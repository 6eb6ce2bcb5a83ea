using System.Text.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Checking.Plans;

/// <summary>Whether what a result holds can be what a parameter takes. Nothing is converted: a number is no text.</summary>
internal static class SchemaFit
{
    /// <summary>Why values of one schema never fit another; null when they may.</summary>
    public static string? Fault(JsonSchema source, JsonSchema target)
    {
        if (source.Type is { } from && target.Type is { } to && from != to && !(from == "integer" && to == "number"))
        {
            return $"is {Article(from)}, wanted is {Article(to)}";
        }

        if (source.Enum.Count > 0 && target.Enum.Count > 0 && !source.Enum.Any(one => target.Enum.Any(other => JsonElement.DeepEquals(one, other))))
        {
            return "holds none of the values that are right here";
        }

        if (source.Items is { } items && target.Items is { } wanted && Fault(items, wanted) is { } inner)
        {
            return "has an element that " + inner;
        }

        return target.Required.Where(name => source.Type == "object" && !source.Properties.ContainsKey(name)).Select(name => $"has no member '{name}'").FirstOrDefault()
            ?? target.Properties.Where(pair => source.Properties.ContainsKey(pair.Key))
                .Select(pair => Fault(source.Properties[pair.Key], pair.Value) is { } fault ? $"has a member '{pair.Key}' that {fault}" : null)
                .FirstOrDefault(fault => fault is not null);
    }

    private static string Article(string type) => type is "object" or "array" or "integer" ? "an " + type : "a " + type;
}
