using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>A function call being written.</summary>
internal sealed class CallItem(EventSink sink, int index, string id, string callId, JsonText name) : OutputItem(sink, index, id)
{
    private readonly TextGrowth _arguments = new();

    /// <summary>Whether the arguments turned out not to be one JSON object: the call was cut.</summary>
    public bool IsBroken { get; private set; }

    public void Add(JsonText arguments)
    {
        _arguments.Add(arguments);
        Emit("response.function_call_arguments.delta", null, 0, writer => ResponseWriting.Text(writer, "delta", arguments));
    }

    protected override string Finish(bool isCut)
    {
        if (_arguments.IsEmpty)
        {
            Add(JsonText.From("{}"));
        }

        IsBroken = CallArguments.Read(_arguments.Whole) is null;
        Emit("response.function_call_arguments.done", null, 0, writer =>
        {
            ResponseWriting.Text(writer, "name", name);
            ResponseWriting.Text(writer, "arguments", _arguments.Whole);
        });
        return IsBroken ? "incomplete" : "completed";
    }

    protected override void Write(Utf8JsonWriter writer, string status)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteString("type", "function_call");
        writer.WriteString("status", status);
        ResponseWriting.Text(writer, "arguments", _arguments.Whole);
        ResponseWriting.Text(writer, "call_id", callId);
        ResponseWriting.Text(writer, "name", name);
        writer.WriteEndObject();
    }
}
