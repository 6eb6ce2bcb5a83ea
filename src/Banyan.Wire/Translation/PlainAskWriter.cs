using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Banyan.Wire.Translation;

/// <summary>Writes a plain ask in OpenAI chat's language, members in the order of that language.</summary>
internal static class PlainAskWriter
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(PlainAsk ask)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("model", ask.Model);
            writer.WriteStartArray("messages");
            foreach (var turn in ask.Turns)
            {
                WriteTurn(writer, turn);
            }

            writer.WriteEndArray();
            WriteOptions(writer, ask);
            WriteTools(writer, ask);
            Raw(writer, "response_format", ask.ResponseFormat);
            Text(writer, "reasoning_effort", ask.ReasoningEffort);
            if (ask.Seed is { } seed)
            {
                writer.WriteNumber("seed", seed);
            }

            WriteMore(writer, ask);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteTurn(Utf8JsonWriter writer, PlainTurn turn)
    {
        writer.WriteStartObject();
        writer.WriteString("role", Word(turn.Role));
        if (turn.Parts is { } parts)
        {
            Raw(writer, "content", parts);
        }
        else if (turn.Text.Length == 0 && turn.Calls.Count > 0)
        {
            writer.WriteNull("content");
        }
        else
        {
            writer.WriteString("content", turn.Text);
        }

        Text(writer, "name", turn.Name);
        if (turn.Calls.Count > 0)
        {
            writer.WriteStartArray("tool_calls");
            foreach (var call in turn.Calls)
            {
                WriteCall(writer, call);
            }

            writer.WriteEndArray();
        }

        Text(writer, "tool_call_id", turn.CallId);
        writer.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter writer, PlainCall call)
    {
        writer.WriteStartObject();
        writer.WriteString("id", call.Id);
        writer.WriteString("type", "function");
        writer.WriteStartObject("function");
        writer.WriteString("name", call.Name);
        writer.WriteString("arguments", call.Arguments);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteOptions(Utf8JsonWriter writer, PlainAsk ask)
    {
        if (ask.MaxTokens is { } most)
        {
            writer.WriteNumber("max_completion_tokens", most);
        }

        if (ask.Temperature is { } temperature)
        {
            writer.WriteNumber("temperature", temperature);
        }

        if (ask.TopP is { } topP)
        {
            writer.WriteNumber("top_p", topP);
        }

        if (ask.Stop.Count > 0)
        {
            writer.WriteStartArray("stop");
            foreach (var stop in ask.Stop)
            {
                writer.WriteStringValue(stop);
            }

            writer.WriteEndArray();
        }

        if (ask.Streams)
        {
            writer.WriteBoolean("stream", true);
            writer.WriteStartObject("stream_options");
            writer.WriteBoolean("include_usage", true);
            writer.WriteEndObject();
        }
    }

    private static void WriteTools(Utf8JsonWriter writer, PlainAsk ask)
    {
        if (ask.Tools.Count > 0)
        {
            writer.WriteStartArray("tools");
            foreach (var tool in ask.Tools)
            {
                WriteTool(writer, tool);
            }

            writer.WriteEndArray();
        }

        Raw(writer, "tool_choice", ask.ToolChoice);
    }

    private static void WriteTool(Utf8JsonWriter writer, PlainTool tool)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "function");
        writer.WriteStartObject("function");
        writer.WriteString("name", tool.Name);
        Text(writer, "description", tool.Description);
        Raw(writer, "parameters", tool.Parameters);
        if (tool.IsStrict is { } strict)
        {
            writer.WriteBoolean("strict", strict);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteMore(Utf8JsonWriter writer, PlainAsk ask)
    {
        if (ask.More is null)
        {
            return;
        }

        using var document = JsonDocument.Parse(ask.More);
        foreach (var member in document.RootElement.EnumerateObject().Where(member => !IsSaid(ask, member.Name)))
        {
            member.WriteTo(writer);
        }
    }

    /// <summary>Whether a member is written from the ask's own values, or is no option at all.</summary>
    private static bool IsSaid(PlainAsk ask, string name) => name switch
    {
        "max_tokens" or "max_completion_tokens" => ask.MaxTokens is not null,
        "temperature" => ask.Temperature is not null,
        "top_p" => ask.TopP is not null,
        "stop" => ask.Stop.Count > 0,
        "seed" => ask.Seed is not null,
        "reasoning_effort" => ask.ReasoningEffort is not null,
        "tool_choice" => ask.ToolChoice is not null || ask.Tools.Count == 0,
        "parallel_tool_calls" => ask.Tools.Count == 0,
        "response_format" => ask.ResponseFormat is not null,
        _ => name is "model" or "messages" or "stream" or "stream_options" or "tools" or "n",
    };

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void Raw(Utf8JsonWriter writer, string name, string? json)
    {
        if (json is not null)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(json);
        }
    }

    private static string Word(PlainRole role) => role switch
    {
        PlainRole.System => "system",
        PlainRole.User => "user",
        PlainRole.Assistant => "assistant",
        PlainRole.Tool => "tool",
    };
}
