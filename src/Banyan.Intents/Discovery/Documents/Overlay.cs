using System.Text.Json.Nodes;
using Banyan.Intents.Mapping;

namespace Banyan.Intents.Discovery.Documents;

/// <summary>An OpenAPI Overlay 1.1: actions in order, each updating (merging) or removing what its target finds.</summary>
internal static class Overlay
{
    /// <summary>Applies an overlay to a document, in place.</summary>
    /// <returns>Everything that is wrong with it; an action whose target finds nothing is told too, for it was meant to.</returns>
    public static IReadOnlyList<string> Apply(JsonObject document, JsonObject overlay)
    {
        var errors = new List<string>();
        if (overlay["overlay"]?.ToString() is not { } version || !version.StartsWith("1.", StringComparison.Ordinal))
        {
            errors.Add("overlay: the version '1.1.0' or '1.0.0' is wanted.");
        }

        if (overlay["actions"] is not JsonArray actions)
        {
            errors.Add("actions: a list is wanted.");
            return errors;
        }

        for (var i = 0; i < actions.Count; i++)
        {
            if (Act(document, actions[i] as JsonObject) is { } wrong)
            {
                errors.Add($"actions[{i}]: {wrong}");
            }
        }

        return errors;
    }

    private static string? Act(JsonObject document, JsonObject? action)
    {
        if (action?["target"] is not JsonValue target || !target.TryGetValue<string>(out var path))
        {
            return "a target is wanted.";
        }

        IReadOnlyList<JsonNode> found;
        try
        {
            found = OverlayPath.Read(path).Find(document);
        }
        catch (FormatException wrong)
        {
            return wrong.Message + ".";
        }

        if (found.Count == 0)
        {
            return $"{path} finds nothing in the document.";
        }

        var isRemove = action["remove"] is JsonValue remove && remove.TryGetValue<bool>(out var isSo) && isSo;
        foreach (var node in found)
        {
            if (isRemove)
            {
                Remove(node);
            }
            else if (!Update(node, action["update"]))
            {
                return $"{path} finds a plain value; objects and lists are updated.";
            }
        }

        return null;
    }

    /// <summary>An object is merged with an object; to a list the update is added.</summary>
    private static bool Update(JsonNode node, JsonNode? update)
    {
        switch (node, update)
        {
            case (JsonObject into, JsonObject):
                JsonTree.Merge(into, update);
                return true;
            case (JsonArray into, JsonArray):
                JsonTree.Merge(into, update);
                return true;
            case (JsonArray into, _):
                into.Add(update?.DeepClone());
                return true;
            default:
                return update is null;
        }
    }

    private static void Remove(JsonNode node)
    {
        switch (node.Parent)
        {
            case JsonObject record:
                record.Remove(record.First(member => ReferenceEquals(member.Value, node)).Key);
                break;
            case JsonArray list:
                list.Remove(node);
                break;
        }
    }
}
