using System.Text.Json;
using System.Text.Json.Serialization;

namespace Banyan.Intents;

/// <summary>What the journal keeps of a message, so that any node can carry it through from its start.</summary>
internal static class JournalledMessage
{
    /// <summary>Writes a message.</summary>
    public static JsonElement Write(IncomingMessage message) => JsonSerializer.SerializeToElement(message, MessageJson.Default.IncomingMessage);

    /// <summary>Reads one.</summary>
    public static IncomingMessage Read(JsonElement data) => data.Deserialize(MessageJson.Default.IncomingMessage) ?? throw new JsonException("A run without its message.");
}

/// <summary>Generated JSON of messages.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IncomingMessage))]
internal sealed partial class MessageJson : JsonSerializerContext;
