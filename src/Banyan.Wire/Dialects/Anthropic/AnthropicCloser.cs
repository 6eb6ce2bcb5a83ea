using System.Buffers.Text;
using System.Text;
using Banyan.Wire.Framing;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Watches a stream for its open block, so that a broken answer ends legally: block closed, then the error, never <c>message_stop</c>.</summary>
internal sealed class AnthropicCloser : StreamCloser
{
    private const int None = -1;
    private int _openBlock = None;
    private bool _started;
    private bool _ended;

    /// <inheritdoc />
    public override void Saw(in Frame frame)
    {
        if (frame.Kind != FrameKind.Event)
        {
            return;
        }

        var kind = AnthropicEvents.KindOf(frame.Data.Span);
        _started |= kind == AnthropicEventKind.MessageStart;
        _ended |= kind is AnthropicEventKind.MessageStop or AnthropicEventKind.Error;
        _openBlock = kind switch
        {
            AnthropicEventKind.BlockStart => IndexOf(frame.Data.Span),
            AnthropicEventKind.BlockStop => None,
            _ => _openBlock,
        };
    }

    /// <inheritdoc />
    public override IReadOnlyList<Frame> Close(Failure failure, string requestId)
    {
        if (_ended)
        {
            return [];
        }

        _ended = true;
        var error = SseWriter.Frame("error"u8, AnthropicErrors.Body(failure, requestId));
        return _openBlock == None
            ? [error]
            : [SseWriter.Frame("content_block_stop"u8, Encoding.UTF8.GetBytes($$"""{"type":"content_block_stop","index":{{_openBlock}}}""")), error];
    }

    /// <inheritdoc />
    public override Frame Heartbeat() => _started && !_ended ? SseWriter.Frame("ping"u8, """{"type":"ping"}"""u8) : SseWriter.Comment("ping"u8);

    private static int IndexOf(ReadOnlySpan<byte> data)
    {
        var at = JsonByteSearch.FindValue(data, "\"index\""u8, 0);
        return at >= 0 && Utf8Parser.TryParse(data[at..], out int index, out _) ? index : 0;
    }
}
