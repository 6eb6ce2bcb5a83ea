using System.Collections.Frozen;
using System.Text.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Gateway.Prompts.Rendering;

/// <summary>Reads a version's config; what it does not know is a fault, so that a slip of the pen is told when it is saved.</summary>
internal sealed class ConfigReader(List<SchemaFault> faults)
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "temperature", "top_p", "max_tokens", "max_completion_tokens", "stop", "seed", "presence_penalty", "frequency_penalty", "reasoning_effort", "verbosity",
        "parallel_tool_calls", "tool_choice", "logit_bias", "logprobs", "top_logprobs", "service_tier", "n",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Reads it.</summary>
    public PromptConfig Read(JsonElement? config)
    {
        if (config is not { } given)
        {
            return PromptConfig.None;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            Fault("$.config", "type", "an object is wanted.");
            return PromptConfig.None;
        }

        var read = PromptConfig.None;
        foreach (var member in given.EnumerateObject())
        {
            read = Take(read, member);
        }

        return read;
    }

    private PromptConfig Take(PromptConfig read, JsonProperty member)
    {
        var (value, kind) = (member.Value, member.Value.ValueKind);
        switch (JsonReading.NameOf(member))
        {
            case "model" when kind == JsonValueKind.String && value.Text() is { Length: > 0 } model:
                return read with { Model = model };
            case "parameters" when kind == JsonValueKind.Object:
                foreach (var odd in value.EnumerateObject().Select(JsonReading.NameOf).Where(name => !Known.Contains(name)))
                {
                    Fault("$.config.parameters." + odd, "additionalProperties", "this parameter is not known; names are those of OpenAI's chat completions.");
                }

                return read with { Parameters = value };
            case "tools" when kind == JsonValueKind.Array && value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String):
                return read with { Tools = [.. value.EnumerateArray().Select(one => one.Text()!)] };
            case "schema" when kind == JsonValueKind.Object:
                return read with { Schema = value };
            case "cache" when kind is JsonValueKind.True or JsonValueKind.False:
                return read with { UsesCache = value.GetBoolean() };
            default:
                Fault("$.config." + JsonReading.NameOf(member), "type", "one of model (text), parameters (object), tools (list of names), schema (object) and cache (true or false) is wanted.");
                return read;
        }
    }

    private void Fault(string path, string keyword, string message) => faults.Add(new SchemaFault(path, keyword, message));
}
