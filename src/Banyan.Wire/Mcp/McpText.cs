using System.Buffers;
using System.Text.Json;

namespace Banyan.Wire.Mcp;

/// <summary>Messages a client of MCP sends: JSON-RPC 2.0 over streamable HTTP.</summary>
/// <remarks>Source: Model Context Protocol, revision 2025-06-18, base protocol and tools; read 2026-11-21.</remarks>
public static class McpText
{
    /// <summary>The revision spoken.</summary>
    public const string Version = "2025-06-18";

    /// <summary>Opens a session.</summary>
    public static byte[] Initialize(int id) => Request(id, "initialize", static writer =>
    {
        writer.WriteString("protocolVersion", Version);
        writer.WriteStartObject("capabilities");
        writer.WriteEndObject();
        writer.WriteStartObject("clientInfo");
        writer.WriteString("name", "banyan");
        writer.WriteString("version", "1");
        writer.WriteEndObject();
    });

    /// <summary>Says that the session is open; a notification.</summary>
    public static byte[] Initialized() => Write(static writer => writer.WriteString("method", "notifications/initialized"));

    /// <summary>Asks for a page of tools.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="cursor">Where the last page ended; null for the first.</param>
    public static byte[] ListTools(int id, string? cursor) => Request(id, "tools/list", writer =>
    {
        if (cursor is not null)
        {
            writer.WriteString("cursor", cursor);
        }
    });

    /// <summary>Calls a tool; the key under which it may happen once travels in <c>_meta</c>.</summary>
    public static byte[] CallTool(int id, string tool, JsonElement arguments, string idempotencyKey) => Request(id, "tools/call", writer =>
    {
        writer.WriteString("name", tool);
        writer.WritePropertyName("arguments");
        arguments.WriteTo(writer);
        writer.WriteStartObject("_meta");
        writer.WriteString("idempotencyKey", idempotencyKey);
        writer.WriteEndObject();
    });

    private static byte[] Request(int id, string method, Action<Utf8JsonWriter> parameters) => Write(writer =>
    {
        writer.WriteNumber("id", id);
        writer.WriteString("method", method);
        writer.WriteStartObject("params");
        parameters(writer);
        writer.WriteEndObject();
    });

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
