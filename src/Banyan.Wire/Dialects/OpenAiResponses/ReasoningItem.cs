using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>A reasoning item being written: one summary part, and the sealed signature when it is done.</summary>
internal sealed class ReasoningItem(EventSink sink, int index, string id) : OutputItem(sink, index, id)
{
    private readonly TextGrowth _summary = new();

    /// <summary>The sealed signature; null when there is none.</summary>
    public string? EncryptedContent { get; set; }

    public void Add(JsonText text)
    {
        if (_summary.IsEmpty)
        {
            Emit("response.reasoning_summary_part.added", "summary_index", 0, writer => WritePart(writer, JsonText.Empty));
        }

        _summary.Add(text);
        Emit("response.reasoning_summary_text.delta", "summary_index", 0, writer => ResponseWriting.Text(writer, "delta", text));
    }

    protected override string Finish(bool isCut)
    {
        if (!_summary.IsEmpty)
        {
            Emit("response.reasoning_summary_text.done", "summary_index", 0, writer => ResponseWriting.Text(writer, "text", _summary.Whole));
            Emit("response.reasoning_summary_part.done", "summary_index", 0, writer => WritePart(writer, _summary.Whole));
        }

        return "completed";
    }

    protected override void Write(Utf8JsonWriter writer, string status)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteString("type", "reasoning");
        writer.WriteStartArray("summary");
        if (!_summary.IsEmpty)
        {
            WriteText(writer, _summary.Whole);
        }

        writer.WriteEndArray();
        if (EncryptedContent is not null)
        {
            ResponseWriting.Text(writer, "encrypted_content", EncryptedContent);
        }

        writer.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter writer, JsonText text)
    {
        writer.WritePropertyName("part");
        WriteText(writer, text);
    }

    private static void WriteText(Utf8JsonWriter writer, JsonText text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "summary_text");
        ResponseWriting.Text(writer, "text", text);
        writer.WriteEndObject();
    }
}
