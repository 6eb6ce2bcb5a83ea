using System.Text.Json;
using Banyan.Host.Doors.Intents;

namespace Banyan.Host.Doors.Mcp;

/// <summary>Answers of JSON-RPC.</summary>
internal static class RpcAnswer
{
    public const int InvalidRequest = -32600, MethodNotFound = -32601, InvalidParams = -32602;

    /// <summary>Sends a result.</summary>
    public static Task SendAsync(IntentCall call, JsonElement? id, Action<Utf8JsonWriter> result) => JsonAnswer.SendAsync(call, writer =>
    {
        Head(writer, id);
        writer.WritePropertyName("result");
        result(writer);
        writer.WriteEndObject();
    });

    /// <summary>Sends an error.</summary>
    public static Task FailAsync(IntentCall call, JsonElement? id, int code, string message) => JsonAnswer.SendAsync(call, writer =>
    {
        Head(writer, id);
        writer.WriteStartObject("error");
        writer.WriteNumber("code", code);
        writer.WriteString("message", message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }, id is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    /// <summary>Sends what a tool gave: words for a model, and the same as data.</summary>
    public static Task ToolAsync(IntentCall call, JsonElement? id, string text, JsonElement? data, bool isError = false) => SendAsync(call, id, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("content");
        writer.WriteStartObject();
        writer.WriteString("type", "text");
        writer.WriteString("text", text);
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (data is { } value)
        {
            writer.WritePropertyName("structuredContent");
            value.WriteTo(writer);
        }

        writer.WriteBoolean("isError", isError);
        writer.WriteEndObject();
    });

    private static void Head(Utf8JsonWriter writer, JsonElement? id)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WritePropertyName("id");
        if (id is { } value)
        {
            value.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
