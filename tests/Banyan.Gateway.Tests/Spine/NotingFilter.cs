using Banyan.Gateway.Spine;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Tests.Spine;

/// <summary>A filter that notes its name at each frame and its end, and can misbehave.</summary>
internal sealed class NotingFilter(string name, List<string> notes) : IFrameFilter
{
    public string? FlushesAtEnd { get; init; }

    public Wire.Failure? StopsWith { get; init; }

    public bool ThrowsAtEnd { get; init; }

    public ValueTask OnFrameAsync(Frame frame, IFrameSink next)
    {
        notes.Add(name);
        if (StopsWith is { } why)
        {
            next.Stop(why);
        }

        return next.WriteAsync(frame);
    }

    public async ValueTask OnEndAsync(StreamEnd end, IFrameSink next)
    {
        notes.Add($"{name}:{end.Kind}");
        if (FlushesAtEnd is { } text)
        {
            await next.WriteAsync(TestAnswers.Event(text));
        }

        if (ThrowsAtEnd)
        {
            throw new InvalidOperationException("a bug in a filter");
        }
    }
}
