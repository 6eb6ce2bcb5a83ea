using System.Globalization;
using System.Text.Json.Nodes;

namespace Banyan.Intents.Mapping;

/// <summary>Dotted paths in a tree: <c>address.line1</c>, <c>$.data.rows[0]</c>.</summary>
internal static class NodePath
{
    /// <summary>What stands at a path; null when nothing does.</summary>
    public static JsonNode? Get(JsonNode? from, string path)
    {
        foreach (var part in Parts(path))
        {
            from = part switch
            {
                ['[', .. var index, ']'] => from is JsonArray list && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < list.Count ? list[at] : null,
                _ => from is JsonObject record && record.TryGetPropertyValue(part, out var value) ? value : null,
            };
        }

        return from;
    }

    /// <summary>Whether a path of members leads somewhere, be it to null.</summary>
    public static bool Has(JsonObject from, string path)
    {
        var parts = Parts(path);
        var parent = parts.Length == 1 ? from : Get(from, string.Join('.', parts[..^1])) as JsonObject;
        return parent?.ContainsKey(parts[^1]) == true;
    }

    /// <summary>Puts a value at a path of members; objects on the way are made.</summary>
    /// <returns>False when something that is no object stands in the way.</returns>
    public static bool Put(JsonObject into, string path, JsonNode? value)
    {
        var parts = Parts(path);
        foreach (var part in parts.AsSpan(0, parts.Length - 1))
        {
            if (!into.TryGetPropertyValue(part, out var next) || next is null)
            {
                into[part] = next = new JsonObject();
            }

            if (next is not JsonObject record)
            {
                return false;
            }

            into = record;
        }

        into[parts[^1]] = value;
        return true;
    }

    /// <summary>Takes a member away, and every object that is empty without it.</summary>
    public static void Remove(JsonObject from, string path)
    {
        var dot = path.LastIndexOf('.');
        if (dot < 0)
        {
            from.Remove(path);
        }
        else if (Get(from, path[..dot]) is JsonObject parent)
        {
            parent.Remove(path[(dot + 1)..]);
            if (parent.Count == 0)
            {
                Remove(from, path[..dot]);
            }
        }
    }

    private static string[] Parts(string path)
    {
        var parts = path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        return parts is ["$", .. var rest] ? rest : parts;
    }
}
