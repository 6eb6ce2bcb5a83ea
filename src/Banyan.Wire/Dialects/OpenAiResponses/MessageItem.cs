using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>A message being written: text and refusal parts, one open at a time.</summary>
internal sealed class MessageItem(EventSink sink, int index, string id) : OutputItem(sink, index, id)
{
    private readonly List<MessagePart> _parts = [];
    private MessagePart? _open;

    public void Add(JsonText text, bool isRefusal)
    {
        if (_open is null || _open.IsRefusal != isRefusal)
        {
            EndPart();
            OpenPart(isRefusal);
        }

        _open!.Text.Add(text);
        Emit(isRefusal ? "response.refusal.delta" : "response.output_text.delta", "content_index", _parts.Count - 1, writer =>
        {
            ResponseWriting.Text(writer, "delta", text);
            if (!isRefusal)
            {
                writer.WriteStartArray("logprobs");
                writer.WriteEndArray();
            }
        });
    }

    /// <summary>Ends the open part; text that follows opens another.</summary>
    public void EndPart()
    {
        if (_open is not { } part)
        {
            return;
        }

        var at = _parts.Count - 1;
        Emit(part.IsRefusal ? "response.refusal.done" : "response.output_text.done", "content_index", at, part.WriteDone);
        Emit("response.content_part.done", "content_index", at, part.WriteNamed);
        _open = null;
    }

    /// <summary>Adds a source to the open text; false when there is none or it has no address.</summary>
    public bool Cite(HubCitation citation)
    {
        if (_open is not { IsRefusal: false } part || citation.Url is null)
        {
            return false;
        }

        var annotation = Annotation.Write(citation, part.Text.Whole);
        part.Annotations.Add(annotation);
        Emit("response.output_text.annotation.added", "content_index", _parts.Count - 1, writer =>
        {
            writer.WriteNumber("annotation_index", part.Annotations.Count - 1);
            writer.WritePropertyName("annotation");
            writer.WriteRawValue(annotation, skipInputValidation: true);
        });
        return true;
    }

    /// <summary>Keeps log probabilities for the open text; false when there is none.</summary>
    public bool AddLogprobs(IEnumerable<JsonRaw> tokens)
    {
        if (_open is not { IsRefusal: false } part)
        {
            return false;
        }

        part.Logprobs.AddRange(tokens);
        return true;
    }

    protected override string Finish(bool isCut)
    {
        EndPart();
        return isCut ? "incomplete" : "completed";
    }

    protected override void Write(Utf8JsonWriter writer, string status)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteString("type", "message");
        writer.WriteString("status", status);
        writer.WriteString("role", "assistant");
        writer.WriteStartArray("content");
        foreach (var part in _parts)
        {
            part.Write(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void OpenPart(bool isRefusal)
    {
        _open = new MessagePart(isRefusal);
        _parts.Add(_open);
        Emit("response.content_part.added", "content_index", _parts.Count - 1, _open.WriteNamed);
    }
}
