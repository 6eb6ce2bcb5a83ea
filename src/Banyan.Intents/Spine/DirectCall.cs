using System.Text.Json;

namespace Banyan.Intents.Spine;

/// <summary>One intent asked for by its name, by a program that speaks for the person: nothing is left to a planner.</summary>
/// <param name="Intent">Key of the intent.</param>
/// <param name="Arguments">A JSON object in the intent's names; undefined for none. Bound parameters are refused, as everywhere.</param>
public sealed record DirectCall(string Intent, JsonElement Arguments)
{
    /// <summary>The call as words: what the conversation keeps of it.</summary>
    public string Text => Arguments.ValueKind == JsonValueKind.Undefined ? Intent : $"{Intent} {Arguments.GetRawText()}";
}
