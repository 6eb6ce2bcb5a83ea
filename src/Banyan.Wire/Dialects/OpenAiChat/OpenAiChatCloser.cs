using Banyan.Wire.Framing;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Ends a stream that can't go on: one error event, never <c>[DONE]</c>.</summary>
internal sealed class OpenAiChatCloser : StreamCloser
{
    private static readonly byte[] Ping = [.. ": ping\n\n"u8];

    private bool _isOver;

    public override void Saw(in Frame frame) => _isOver |= frame.Kind == FrameKind.Event && OpenAiChatFrames.IsDone(frame.Data.Span);

    public override IReadOnlyList<Frame> Close(Failure failure, string requestId)
    {
        // After its end mark nobody reads on: a client would take the error for the next answer.
        if (_isOver)
        {
            return [];
        }

        _isOver = true;
        return [SseWriter.Frame(OpenAiChatErrorWriter.Body(failure, requestId))];
    }

    public override Frame Heartbeat() => new(Ping, default, FrameKind.Comment);
}
