using System.Text.Json;
using System.Text.Json.Serialization;

namespace Banyan.Storage.Conversations;

/// <summary>Keys of intents as a JSON list.</summary>
internal static class IntentKeys
{
    public static string[] Read(string json) => JsonSerializer.Deserialize(json, IntentKeysJson.Default.StringArray) ?? [];

    public static string Write(string[] keys) => JsonSerializer.Serialize(keys, IntentKeysJson.Default.StringArray);
}

/// <summary>Generated JSON of the list.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class IntentKeysJson : JsonSerializerContext;
