using System.Text;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Intents.Running.Calling;

/// <summary>The messages of MCP that a tool's caller needs.</summary>
internal static class McpMessages
{
    /// <summary>Opens a session.</summary>
    public static string Initialize(string version) => Write(writer =>
    {
        writer.WriteNumber("id", 1);
        writer.WriteString("method", "initialize");
        writer.WriteStartObject("params");
        writer.WriteString("protocolVersion", version);
        writer.WriteStartObject("capabilities");
        writer.WriteEndObject();
        writer.WriteStartObject("clientInfo");
        writer.WriteString("name", "banyan");
        writer.WriteString("version", "1");
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>Says that the session is open.</summary>
    public static string Initialized() => Write(writer => writer.WriteString("method", "notifications/initialized"));

    /// <summary>Calls a tool; the key of a write travels in <c>_meta</c>.</summary>
    public static string Call(string tool, JsonElement arguments, string? idempotencyKey) => Write(writer =>
    {
        writer.WriteNumber("id", 2);
        writer.WriteString("method", "tools/call");
        writer.WriteStartObject("params");
        writer.WriteString("name", tool);
        writer.WritePropertyName("arguments");
        arguments.WriteTo(writer);
        if (idempotencyKey is not null)
        {
            writer.WriteStartObject("_meta");
            writer.WriteString("idempotencyKey", idempotencyKey);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });

    /// <summary>A tool's result as an answer: structured content, else the JSON of its first text. An error of the tool reads as 422, of the protocol as 500.</summary>
    public static RawAnswer Result(RawAnswer answer)
    {
        if (answer.Body is not { } message)
        {
            return answer;
        }

        if (!message.TryGetProperty("result", out var result))
        {
            return new RawAnswer(500, null, null, null);
        }

        if (result.TryGetProperty("isError", out var isError) && isError.ValueKind == JsonValueKind.True)
        {
            return new RawAnswer(422, null, null, null);
        }

        if (result.TryGetProperty("structuredContent", out var structured) && structured.ValueKind == JsonValueKind.Object)
        {
            return answer with { Body = structured };
        }

        var text = result.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array
            ? content.EnumerateArray().Select(part => part.TryGetProperty("text", out var said) && said.ValueKind == JsonValueKind.String ? said.GetString() : null).FirstOrDefault(said => said is not null)
            : null;
        var body = text is null ? null : AnswerReader.Parse(Encoding.UTF8.GetBytes(text));
        return body is null ? answer with { Body = null, Fault = "the tool's result is no JSON" } : answer with { Body = body };
    }

    /// <summary>The first response of an event stream; what precedes it (notifications) is passed over.</summary>
    public static async Task<RawAnswer> FirstOfStreamAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8);
        var (data, total) = (new StringBuilder(), 0);
        while (await reader.ReadLineAsync(cancellationToken) is { } line && (total += line.Length) <= AnswerReader.MaxBytes)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                data.Append(line.AsSpan(5).TrimStart(' ')).Append('\n');
            }
            else if (line.Length == 0 && data.Length > 0)
            {
                var message = AnswerReader.Parse(Encoding.UTF8.GetBytes(data.ToString()));
                data.Clear();
                if (message is { ValueKind: JsonValueKind.Object } whole && (whole.TryGetProperty("result", out _) || whole.TryGetProperty("error", out _)))
                {
                    return new RawAnswer((int)response.StatusCode, whole, null, null);
                }
            }
        }

        return new RawAnswer((int)response.StatusCode, null, "the stream ended without a response", null);
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        return JsonWriting.Text(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            members(writer);
            writer.WriteEndObject();
        });
    }
}
