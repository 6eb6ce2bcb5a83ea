using Banyan.Wire.Framing;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Ends an Ollama stream that can't go on with an error line. Keep-alives are lines without content, in the words of the lines before.</summary>
internal sealed class OllamaCloser : StreamCloser
{
    private readonly FrameComposer _composer = new(StreamFraming.Ndjson);
    private JsonText _model;
    private JsonText _createdAt = JsonText.From(OllamaTime.Write(0));
    private bool _knows;

    public override void Saw(in Frame frame)
    {
        if (_knows || frame.Kind != FrameKind.Event)
        {
            return;
        }

        _knows = true;
        _model = Copy(frame.Data.Span, "\"model\""u8) ?? _model;
        _createdAt = Copy(frame.Data.Span, "\"created_at\""u8) ?? _createdAt;
    }

    public override IReadOnlyList<Frame> Close(Failure failure, string requestId)
    {
        OllamaErrors.WriteElement(_composer.Begin(), failure);
        return [_composer.End()];
    }

    public override Frame Heartbeat()
    {
        var writer = _composer.Begin();
        writer.WriteStartObject();
        writer.Member("model"u8, _model);
        writer.Member("created_at"u8, _createdAt);
        writer.WriteStartObject("message"u8);
        writer.WriteString("role"u8, "assistant"u8);
        writer.WriteString("content"u8, ""u8);
        writer.WriteEndObject();
        writer.WriteBoolean("done"u8, false);
        writer.WriteEndObject();
        return new Frame(_composer.End().Raw, default, FrameKind.Comment);
    }

    private static JsonText? Copy(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name)
    {
        var at = JsonByteSearch.FindValue(line, name, 0);
        var length = JsonByteSearch.StringLength(line, at);
        return length < 0 ? null : new JsonText(line.Slice(at + 1, length).ToArray());
    }
}
