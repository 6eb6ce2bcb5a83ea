using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Banyan.Host.Doors.Mcp;

/// <summary>A JSON-RPC message of a client.</summary>
/// <param name="Id">Number or text; null for a notification.</param>
/// <param name="Method">What is asked; empty for an answer of the client.</param>
/// <param name="Params">With what; undefined when nothing.</param>
internal sealed record McpMessage(JsonElement? Id, string Method, JsonElement Params)
{
    /// <summary>Reads one message.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out McpMessage? message)
    {
        message = null;
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("jsonrpc", out var version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals("2.0"u8))
            {
                return false;
            }

            JsonElement? id = root.TryGetProperty("id", out var told) && told.ValueKind is JsonValueKind.Number or JsonValueKind.String ? told.Clone() : null;
            var isAsked = root.TryGetProperty("method", out var method) && method.ValueKind == JsonValueKind.String;
            message = new McpMessage(isAsked ? id : null, isAsked ? method.GetString()! : "", root.TryGetProperty("params", out var given) ? given.Clone() : default);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Text of a tool's argument; null when it is not there or no text.</summary>
    public static string? Text(JsonElement arguments, string name) =>
        arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
