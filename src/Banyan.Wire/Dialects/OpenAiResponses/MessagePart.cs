using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>A text or refusal part of a message being written.</summary>
internal sealed class MessagePart(bool isRefusal)
{
    public bool IsRefusal { get; } = isRefusal;

    public TextGrowth Text { get; } = new();

    public List<byte[]> Annotations { get; } = [];

    public List<JsonRaw> Logprobs { get; } = [];

    /// <summary>Writes the part as the member <c>part</c>.</summary>
    public void WriteNamed(Utf8JsonWriter writer)
    {
        writer.WritePropertyName("part");
        Write(writer);
    }

    /// <summary>Writes what the <c>.done</c> event of the text says.</summary>
    public void WriteDone(Utf8JsonWriter writer)
    {
        ResponseWriting.Text(writer, IsRefusal ? "refusal" : "text", Text.Whole);
        if (!IsRefusal)
        {
            WriteLogprobs(writer);
        }
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", IsRefusal ? "refusal" : "output_text");
        ResponseWriting.Text(writer, IsRefusal ? "refusal" : "text", Text.Whole);
        if (!IsRefusal)
        {
            writer.WriteStartArray("annotations");
            foreach (var annotation in Annotations)
            {
                writer.WriteRawValue(annotation, skipInputValidation: true);
            }

            writer.WriteEndArray();
            WriteLogprobs(writer);
        }

        writer.WriteEndObject();
    }

    private void WriteLogprobs(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("logprobs");
        foreach (var token in Logprobs)
        {
            token.WriteTo(writer);
        }

        writer.WriteEndArray();
    }
}
