using System.Text.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>One item of an answer while it is being written: what its events tell and what it is at the end come from the same fields.</summary>
internal abstract class OutputItem(EventSink sink, int index, string id)
{
    protected EventSink Sink { get; } = sink;

    protected int Index { get; } = index;

    protected string Id { get; } = id;

    /// <summary>Tells that the item begins.</summary>
    public void Open() => Tell("response.output_item.added", ResponseWriting.Json(writer => Write(writer, "in_progress")));

    /// <summary>Ends what is open in it and tells it whole.</summary>
    /// <param name="isCut">Whether the answer's limit ended it.</param>
    /// <returns>The item as the final response repeats it.</returns>
    public byte[] Close(bool isCut)
    {
        var status = Finish(isCut);
        var item = ResponseWriting.Json(writer => Write(writer, status));
        Tell("response.output_item.done", item);
        return item;
    }

    /// <summary>Ends what is open inside and says the item's status.</summary>
    protected abstract string Finish(bool isCut);

    protected abstract void Write(Utf8JsonWriter writer, string status);

    /// <summary>Emits an event about a place inside the item.</summary>
    protected void Emit(string type, string? indexName, int part, Action<Utf8JsonWriter> members) => Sink.Emit(type, writer =>
    {
        writer.WriteString("item_id", Id);
        writer.WriteNumber("output_index", Index);
        if (indexName is not null)
        {
            writer.WriteNumber(indexName, part);
        }

        members(writer);
    });

    private void Tell(string type, byte[] item) => Sink.Emit(type, writer =>
    {
        writer.WriteNumber("output_index", Index);
        writer.WritePropertyName("item");
        writer.WriteRawValue(item, skipInputValidation: true);
    });
}
