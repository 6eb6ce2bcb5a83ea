using System.Text;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Tests.Spine;

/// <summary>A caller that writes down what it gets; a flush is written as <c>|</c>.</summary>
internal sealed class ListeningSink : ICallerSink
{
    public List<string> Heard { get; } = [];

    public Func<Frame, Task>? OnWrite { get; init; }

    public async ValueTask WriteAsync(Frame frame)
    {
        Heard.Add(Encoding.UTF8.GetString(frame.Data.Span));
        if (OnWrite is { } also)
        {
            await also(frame);
        }
    }

    public ValueTask FlushAsync()
    {
        Heard.Add("|");
        return ValueTask.CompletedTask;
    }

    public void Stop(Failure why)
    {
    }
}
