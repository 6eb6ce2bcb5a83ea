using System.Text;
using Banyan.Wire.Framing;

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
        var error = AnthropicSse.Event("error"u8, AnthropicErrors.Body(failure, requestId));
        return _openBlock == None
            ? [error]
            : [AnthropicSse.Event("content_block_stop"u8, Encoding.UTF8.GetBytes($$"""{"type":"content_block_stop","index":{{_openBlock}}}""")), error];
    }

    /// <inheritdoc />
    public override Frame Heartbeat() => _started && !_ended ? AnthropicSse.Event("ping"u8, """{"type":"ping"}"""u8) : AnthropicSse.Comment();

    private static int IndexOf(ReadOnlySpan<byte> data)
    {
        var at = data.IndexOf("\"index\""u8);
        if (at < 0)
        {
            return 0;
        }

        var rest = data[(at + 7)..];
        return Bytes.Take(ref rest, (byte)':') && Bytes.TakeNumber(ref rest, out var index) ? index : 0;
    }
}
