using System.Text.Json;
using Banyan.Wire.Framing;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Watches a streamed answer, translated or relayed, so that it can be ended with an error that leaves nothing open.</summary>
/// <remarks>
/// Of <c>response.created</c> it keeps id, model and time; of every open item its texts, because their <c>.done</c> events must repeat them;
/// of finished items their bytes, because the failed response must repeat those. A delta costs byte searches and one copy.
/// </remarks>
internal sealed class OpenAiResponsesCloser : StreamCloser
{
    private static readonly Frame Ping = SseWriter.Comment("ping"u8);

    private readonly SortedList<long, OpenItem> _open = [];
    private readonly SortedList<long, byte[]> _done = [];
    private (string Id, string Model, long CreatedAt)? _created;
    private long _sequence = -1;
    private bool _ended;

    public override void Saw(in Frame frame)
    {
        if (frame.Kind != FrameKind.Event)
        {
            return;
        }

        var payload = frame.Data.Span;
        _sequence = Math.Max(_sequence, EventScan.Number(payload, "\"sequence_number\""u8));
        var type = EventScan.Type(payload);
        if (EventScan.IsDelta(type))
        {
            if (_open.TryGetValue(EventScan.Number(payload, "\"output_index\""u8), out var item))
            {
                item.Add(payload, type);
            }
        }
        else if (!type.IsEmpty)
        {
            SawWhole(frame.Data);
        }
    }

    public override IReadOnlyList<Frame> Close(Failure failure, string requestId)
    {
        if (_ended)
        {
            return [];
        }

        _ended = true;
        var code = OpenAiResponsesErrorWriter.CodeOf(failure);
        var message = OpenAiResponsesErrorWriter.Message(failure, requestId);
        var frames = new List<Frame>();
        if (_created is not { } created)
        {
            frames.Add(ResponseWriting.Event("error", ++_sequence, writer => WriteError(writer, code, message, failure.Param)));
            return frames;
        }

        foreach (var (index, item) in _open)
        {
            _done[index] = item.Close(index, (type, members) => frames.Add(ResponseWriting.Event(type, ++_sequence, members)));
        }

        _open.Clear();
        frames.Add(ResponseWriting.Event("response.failed", ++_sequence, writer => WriteFailed(writer, created, code, message)));
        return frames;
    }

    public override Frame Heartbeat() => Ping;

    private void SawWhole(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var parsed = JsonDocument.Parse(payload, ResponseJson.Reading);
            var root = parsed.RootElement;
            var index = root.Count("output_index") ?? 0;
            switch (root.Word("type"))
            {
                case "response.created" or "response.in_progress" or "response.queued" when root.Get("response") is { } response:
                    _created ??= (response.Word("id") ?? "", response.Word("model") ?? "", response.Count("created_at") ?? 0);
                    break;
                case "response.output_item.added" when root.Get("item") is { } item:
                    _open[index] = new OpenItem(item);
                    break;
                case "response.output_item.done":
                    _open.Remove(index);
                    _done[index] = System.Text.Encoding.UTF8.GetBytes(root.Get("item")?.GetRawText() ?? "{}");
                    break;
                case "response.completed" or "response.incomplete" or "response.failed" or "response.cancelled" or "error":
                    _ended = true;
                    break;
                case { } type when _open.TryGetValue(index, out var open):
                    open.Saw(type, root);
                    break;
            }
        }
        catch (JsonException)
        {
            // The caller got a line that is not JSON; what came before it is still closed properly.
        }
    }

    private static void WriteError(Utf8JsonWriter writer, string code, string message, string? param)
    {
        writer.WriteString("code", code);
        ResponseWriting.Text(writer, "message", message);
        writer.WriteString("param", param);
    }

    private void WriteFailed(Utf8JsonWriter writer, (string Id, string Model, long CreatedAt) created, string code, string message)
    {
        writer.WriteStartObject("response");
        ResponseWriting.Text(writer, "id", created.Id);
        writer.WriteString("object", "response");
        writer.WriteNumber("created_at", created.CreatedAt);
        writer.WriteString("status", "failed");
        writer.WriteStartObject("error");
        writer.WriteString("code", code);
        ResponseWriting.Text(writer, "message", message);
        writer.WriteEndObject();
        writer.WriteNull("incomplete_details");
        ResponseWriting.Text(writer, "model", created.Model);
        writer.WriteStartArray("output");
        foreach (var item in _done.Values)
        {
            writer.WriteRawValue(item, skipInputValidation: true);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
