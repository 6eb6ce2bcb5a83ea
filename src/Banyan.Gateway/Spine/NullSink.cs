using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Spine;

/// <summary>Nobody listens any more.</summary>
internal sealed class NullSink : ICallerSink
{
    public static NullSink Instance { get; } = new();

    public ValueTask WriteAsync(Frame frame) => ValueTask.CompletedTask;

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    public void Stop(Failure why)
    {
    }
}
