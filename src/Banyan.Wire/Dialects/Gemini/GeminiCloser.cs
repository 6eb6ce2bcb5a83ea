using Banyan.Wire.Framing;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Ends a Gemini stream that can't go on with an error element; nothing is ever open in between.</summary>
internal sealed class GeminiCloser : StreamCloser
{
    private static readonly byte[] Ping = ": ping\n\n"u8.ToArray();

    public override void Saw(in Frame frame)
    {
        // Every chunk is a whole response: there is no block that would have to be closed.
    }

    public override IReadOnlyList<Frame> Close(Failure failure, string requestId)
    {
        var composer = new FrameComposer(StreamFraming.Sse);
        GeminiErrors.WriteElement(composer.Begin(), failure, requestId);
        return [composer.End()];
    }

    public override Frame Heartbeat() => new(Ping, default, FrameKind.Comment);
}
