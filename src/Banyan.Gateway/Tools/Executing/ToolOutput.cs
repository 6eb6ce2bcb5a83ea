using System.Text.Encodings.Web;
using System.Text.Json;

namespace Banyan.Gateway.Tools.Executing;

/// <summary>Makes results.</summary>
internal static class ToolOutput
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One that went well.</summary>
    public static ToolResult Of(JsonElement output) => new(ToolStatus.Ok, output, null);

    /// <summary>One that went well: an object with these members.</summary>
    public static ToolResult Of(Action<Utf8JsonWriter> members) => Of(Write(writer =>
    {
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
    }));

    public static ToolResult Failed(string error) => new(ToolStatus.Error, null, error);

    public static ToolResult Denied(string error) => new(ToolStatus.Denied, null, error);

    public static ToolResult Invalid(string error) => new(ToolStatus.Invalid, null, error);

    public static ToolResult TimedOut() => new(ToolStatus.Timeout, null, "The tool took too long.");

    /// <summary>A value of its own.</summary>
    public static JsonElement Write(Action<Utf8JsonWriter> value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            value(writer);
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    /// <summary>Reads a value; null when it is none, or nested too deep.</summary>
    public static JsonElement? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
