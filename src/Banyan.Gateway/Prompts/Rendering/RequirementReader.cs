using System.Collections.Frozen;
using System.Text.Json;
using Banyan.Wire;
using Banyan.Wire.Schemas;

namespace Banyan.Gateway.Prompts.Rendering;

/// <summary>Reads what a version requires of a model: <c>{"capabilities": ["TOOLS", "JSON_SCHEMA"], "minContext": 32000}</c>. What it does not know is a fault when the version is saved.</summary>
internal sealed class RequirementReader(List<SchemaFault> faults)
{
    private static readonly FrozenDictionary<string, AskNeeds> Words =
        Enum.GetValues<AskNeeds>().Where(need => need != AskNeeds.None).ToFrozenDictionary(need => need.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads it.</summary>
    public ModelRequirements Read(JsonElement? requirements)
    {
        if (requirements is not { } given)
        {
            return default;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            Fault("", "type", "an object is wanted.");
            return default;
        }

        var read = default(ModelRequirements);
        foreach (var member in given.EnumerateObject())
        {
            read = Take(read, member);
        }

        return read;
    }

    private ModelRequirements Take(ModelRequirements read, JsonProperty member)
    {
        var (name, value) = (JsonReading.NameOf(member), member.Value);
        switch (name)
        {
            case "capabilities" when value.ValueKind == JsonValueKind.Array:
                return read with { Capabilities = value.EnumerateArray().Aggregate(read.Capabilities, (all, word) => all | Capability(word.Text())) };
            case "minContext" when value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var tokens) && tokens > 0:
                return read with { LeastContext = tokens };
            default:
                Fault("." + name, "type", "one of capabilities (list of names) and minContext (tokens, 1 or more) is wanted.");
                return read;
        }
    }

    // As configuration writes them (jsonSchema) and as GraphQL does (JSON_SCHEMA).
    private AskNeeds Capability(string? word)
    {
        if (word is not null && Words.TryGetValue(word.Replace("_", "", StringComparison.Ordinal), out var need))
        {
            return need;
        }

        Fault(".capabilities", "enum", $"'{word}' is no capability; they are {string.Join(", ", Words.Keys.Order(StringComparer.Ordinal))}.");
        return AskNeeds.None;
    }

    private void Fault(string path, string keyword, string message) => faults.Add(new SchemaFault("$.modelRequirements" + path, keyword, message));
}
