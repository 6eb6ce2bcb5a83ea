using System.Text.Json;
using System.Text.Json.Nodes;

namespace Banyan.Wire.Tests.GoldenData;

/// <summary>
/// Compares a result with its expectation by the rules of the golden data and nothing laxer: member order and nulls do not count, neither do defaults
/// that a provider's reference documents; the placeholders of the recordings match anything; a string equals one text part; adjacent turns of one role are merged.
/// </summary>
internal static class GoldenComparison
{
    private static readonly HashSet<string> Wildcards = new(StringComparer.Ordinal) { "[id]", "[date]", "call_xxx" };

    /// <summary>Members whose value is what their absence means, by the references of the chat, responses and messages wires (read 2026-11-21).</summary>
    private static readonly HashSet<(string Name, string Value)> Defaults =
    [
        ("stream", "false"), ("n", "1"), ("detail", "\"auto\""), ("tool_choice", "\"auto\""), ("parallel_tool_calls", "true"),

        // A Responses answer repeats the ask's tools, and has log probabilities only where the ask includes them.
        ("tools", "[]"), ("logprobs", "[]"),

        // Google's JSON is protobuf's: an empty list and an absent one are the same.
        ("candidates", "[]"),
    ];

    /// <summary>Counts of a chat answer whose documented default is zero.</summary>
    private static readonly HashSet<string> ZeroByDefault = new(StringComparer.Ordinal)
    {
        "cached_tokens", "cache_write_tokens", "audio_tokens", "reasoning_tokens", "accepted_prediction_tokens", "rejected_prediction_tokens",
    };

    public static List<string> Differences(JsonNode? expected, JsonNode? actual)
    {
        var found = new List<string>();
        Compare(Normal(expected, ""), Normal(actual, ""), "", found);
        return found;
    }

    private static void Compare(JsonNode? expected, JsonNode? actual, string at, List<string> found)
    {
        if (IsWildcard(expected, at))
        {
            return;
        }

        switch (expected, actual)
        {
            case (JsonObject left, JsonObject right):
                foreach (var name in left.Select(member => member.Key).Union(right.Select(member => member.Key), StringComparer.Ordinal))
                {
                    Compare(left[name], right[name], $"{at}/{name}", found);
                }

                break;
            case (JsonArray left, JsonArray right) when left.Count == right.Count:
                for (var i = 0; i < left.Count; i++)
                {
                    Compare(left[i], right[i], $"{at}/{i}", found);
                }

                break;
            default:
                if (!IsEqual(expected, actual))
                {
                    found.Add($"{at}: expected {expected?.ToJsonString() ?? "nothing"}, got {actual?.ToJsonString() ?? "nothing"}");
                }

                break;
        }
    }

    private static bool IsWildcard(JsonNode? expected, string at) => expected is JsonValue value && value.GetValueKind() switch
    {
        JsonValueKind.String => Wildcards.Contains(value.GetValue<string>()) || (value.GetValue<string>().Length == 0 && at.EndsWith("id", StringComparison.Ordinal)),
        JsonValueKind.Number => value.ToJsonString() == "123" && at.Contains("created", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsEqual(JsonNode? expected, JsonNode? actual) =>
        expected?.GetValueKind() == JsonValueKind.Number && actual?.GetValueKind() == JsonValueKind.Number
            ? Number(expected) == Number(actual)
            : JsonNode.DeepEquals(expected, actual);

    private static double Number(JsonNode node) => double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    private static JsonNode? Normal(JsonNode? node, string name) => node switch
    {
        JsonObject json => NormalObject(json, name),
        JsonArray json => NormalArray(json, name),
        JsonValue json when name is "content" or "system" && json.GetValueKind() == JsonValueKind.String =>
            json.GetValue<string>().Length == 0 ? null : new JsonArray(new JsonObject { ["type"] = "text", ["text"] = json.GetValue<string>() }),
        _ => node?.DeepClone(),
    };

    private static JsonObject NormalObject(JsonObject json, string name)
    {
        var normal = new JsonObject();
        foreach (var (key, value) in json)
        {
            if (Normal(value, key) is { } kept && !IsDefault(name, key, kept.ToJsonString()))
            {
                normal[key] = kept;
            }
        }

        return normal;
    }

    private static bool IsDefault(string parent, string name, string value) =>
        Defaults.Contains((name, value))
        || (value == "0" && parent is "prompt_tokens_details" or "completion_tokens_details" && ZeroByDefault.Contains(name))
        // The details of a chat answer's counts are optional: without one that is not zero they say nothing.
        || (value == "{}" && name is "prompt_tokens_details" or "completion_tokens_details")
        // An item of a Responses input without a type is a message.
        || (parent == "input[]" && name == "type" && value == "\"message\"");

    private static JsonArray NormalArray(JsonArray json, string name)
    {
        var normal = new JsonArray();
        foreach (var element in json)
        {
            var next = Normal(element, name + "[]");
            if (name is "messages" or "contents" or "input" && normal.Count > 0 && Merge(normal[^1], next))
            {
                continue;
            }

            normal.Add(next);
        }

        return normal;
    }

    /// <summary>Adds a turn to the one before it when both are of one role and hold nothing but parts.</summary>
    private static bool Merge(JsonNode? before, JsonNode? next)
    {
        if (before is not JsonObject first || next is not JsonObject second || first["role"]?.ToJsonString() != second["role"]?.ToJsonString() || first["role"] is null)
        {
            return false;
        }

        var parts = first.ContainsKey("parts") ? "parts" : "content";
        if (first.Count != 2 || second.Count != 2 || first[parts] is not JsonArray target || second[parts] is not JsonArray added)
        {
            return false;
        }

        foreach (var part in added)
        {
            target.Add(part?.DeepClone());
        }

        return true;
    }
}
