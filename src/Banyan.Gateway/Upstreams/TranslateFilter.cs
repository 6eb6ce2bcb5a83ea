using Banyan.Gateway.Spine;
using Banyan.Wire.Framing;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Upstreams;

/// <summary>Turns an upstream's frames into the caller's language; a stream without its end mark stops the answer instead of ending it.</summary>
internal sealed class TranslateFilter(AnswerTranslator translator) : IFrameFilter
{
    public async ValueTask OnFrameAsync(Frame frame, IFrameSink next)
    {
        foreach (var made in translator.Push(frame))
        {
            await next.WriteAsync(made);
        }

        if (translator.Failure is { } broken)
        {
            next.Stop(broken);
        }
    }

    public async ValueTask OnEndAsync(StreamEnd end, IFrameSink next)
    {
        if (end.Kind != StreamEndKind.Completed)
        {
            return;
        }

        foreach (var made in translator.End())
        {
            await next.WriteAsync(made);
        }

        if (translator.Failure is { } broken)
        {
            next.Stop(broken);
        }
    }
}
