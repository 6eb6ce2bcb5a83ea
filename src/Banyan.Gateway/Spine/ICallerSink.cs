namespace Banyan.Gateway.Spine;

/// <summary>The caller's end of the row.</summary>
public interface ICallerSink : IFrameSink
{
    /// <summary>Hands everything written so far to the connection. The pump calls it when the upstream has nothing ready: one read, one flush.</summary>
    ValueTask FlushAsync();
}
