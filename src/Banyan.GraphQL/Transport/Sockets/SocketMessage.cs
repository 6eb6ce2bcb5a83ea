using System.Text.Json;

namespace Banyan.GraphQL.Transport.Sockets;

/// <summary>A message of a client.</summary>
/// <param name="Type">As <c>subscribe</c>.</param>
/// <param name="Id">The operation's; null where there is none.</param>
/// <param name="Payload">Null where there is none.</param>
internal sealed record SocketMessage(string Type, string? Id, JsonElement? Payload)
{
    // A close reason has 123 bytes, and the id stands in one.
    private const int LongestId = 64;

    /// <summary>Reads one; null when it is none.</summary>
    public static SocketMessage? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var message = JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = 128 });
            if (message.ValueKind != JsonValueKind.Object || Text(message, "type") is not { } type)
            {
                return null;
            }

            var id = Text(message, "id");
            var hasPayload = message.TryGetProperty("payload", out var payload) && payload.ValueKind != JsonValueKind.Null;
            return type switch
            {
                "connection_init" or "ping" or "pong" => hasPayload && payload.ValueKind != JsonValueKind.Object ? null : new SocketMessage(type, null, hasPayload ? payload : null),
                "subscribe" => IsId(id) && hasPayload && payload.ValueKind == JsonValueKind.Object ? new SocketMessage(type, id, payload) : null,
                "complete" => IsId(id) ? new SocketMessage(type, id, null) : null,
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The credentials of a first message, whatever the case of their name.</summary>
    public string? Authorization => Payload is { } payload
        ? payload.EnumerateObject().FirstOrDefault(member => member.Name.Equals("authorization", StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String) is { Value.ValueKind: JsonValueKind.String } found ? found.Value.GetString() : null
        : null;

    private static bool IsId(string? id) => id is { Length: > 0 and <= LongestId };

    private static string? Text(JsonElement message, string name) => message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
