using System.Text.Json;
using System.Text.Json.Serialization;
using Banyan.Wire.Translation;

namespace Banyan.Storage.Kept;

/// <summary>Calls of a message as a JSON list; arguments stay the text the model wrote.</summary>
internal static class KeptCalls
{
    public static IReadOnlyList<PlainCall> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize(json, KeptCallsJson.Default.PlainCallArray) ?? [];

    public static string? Write(IReadOnlyList<PlainCall> calls) => calls.Count == 0 ? null : JsonSerializer.Serialize([.. calls], KeptCallsJson.Default.PlainCallArray);
}

/// <summary>Generated JSON of the list.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlainCall[]))]
internal sealed partial class KeptCallsJson : JsonSerializerContext;
