using System.Text;
using System.Text.Json;
using Banyan.Cli.Output;

namespace Banyan.Cli.Asking;

/// <summary>One question, as it goes to <c>/v1/chat/completions</c>.</summary>
internal sealed record AskBody(string Text, string? System, string? Model, bool Streams)
{
    /// <summary>The most an answer may be, in tokens; null leaves it to the model.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>What was said before, in order: role and text.</summary>
    public IReadOnlyList<(string Role, string Text)> Earlier { get; init; } = [];

    /// <summary>What it says to Banyan alone.</summary>
    public OwnMembers Own { get; init; } = new();

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(JsonLine.Write(Write));

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Model is not null)
        {
            writer.WriteString("model", Model);
        }

        writer.WriteStartArray("messages");
        WriteMessage(writer, "system", System);
        foreach (var (role, text) in Earlier)
        {
            WriteMessage(writer, role, text);
        }

        WriteMessage(writer, "user", Text);
        writer.WriteEndArray();
        if (MaxTokens is { } most)
        {
            writer.WriteNumber("max_tokens", most);
        }

        WriteOwn(writer);
        writer.WriteBoolean("stream", Streams);
        if (Streams)
        {
            writer.WriteStartObject("stream_options");
            writer.WriteBoolean("include_usage", true);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes what only Banyan reads; nothing when there is nothing of it.</summary>
    private void WriteOwn(Utf8JsonWriter writer)
    {
        if (!Own.IsEmpty)
        {
            writer.WriteStartObject("banyan");
            Own.Write(writer);
            writer.WriteEndObject();
        }
    }

    private static void WriteMessage(Utf8JsonWriter writer, string role, string? content)
    {
        if (content is null)
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("role", role);
        writer.WriteString("content", content);
        writer.WriteEndObject();
    }
}
