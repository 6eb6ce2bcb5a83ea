namespace Banyan.Gateway.Spine;

/// <summary>The caller's end of the row.</summary>
public interface ICallerSink : IFrameSink
{
    /// <summary>Whether it can write several events at once.</summary>
    bool TakesRuns => false;

    /// <summary>Hands everything written so far to the connection. The pump calls it when the upstream has nothing ready: one read, one flush.</summary>
    ValueTask FlushAsync();
}
