using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Spine;

/// <summary>The filters of one answer as a chain of sinks that ends in the caller.</summary>
internal sealed class FilterRow
{
    private readonly IReadOnlyList<IFrameFilter> _filters;
    private readonly IFrameSink[] _sinks;

    public FilterRow(IReadOnlyList<IFrameFilter> filters, ICallerSink caller)
    {
        _filters = filters;
        _sinks = new IFrameSink[filters.Count + 1];
        _sinks[^1] = new Last(this, caller);
        for (var i = filters.Count - 1; i >= 0; i--)
        {
            _sinks[i] = new Place(this, filters[i], _sinks[i + 1]);
        }
    }

    /// <summary>Where the upstream's frames go in.</summary>
    public IFrameSink First => _sinks[0];

    /// <summary>Why a filter stopped the answer; null while none did.</summary>
    public Failure? Stopped { get; private set; }

    /// <summary>Ends every filter once, upstream side first; one that fails or stops changes the end for those after it, never their being ended.</summary>
    public async ValueTask<StreamEnd> EndAsync(StreamEnd end)
    {
        for (var i = 0; i < _filters.Count; i++)
        {
            try
            {
                await _filters[i].OnEndAsync(end, _sinks[i + 1]);
            }
            catch (CallerGoneException)
            {
                end = end.Kind == StreamEndKind.Completed ? new StreamEnd(StreamEndKind.CallerLeft) : end;
            }
            catch (Exception bug)
            {
                end = Pump.Broke(bug);
            }

            if (Stopped is { } why && end.Kind == StreamEndKind.Completed)
            {
                end = new StreamEnd(StreamEndKind.Stopped, why);
            }
        }

        return end;
    }

    private sealed class Place(FilterRow row, IFrameFilter filter, IFrameSink next) : IFrameSink
    {
        public ValueTask WriteAsync(Frame frame) => filter.OnFrameAsync(frame, next);

        public void Stop(Failure why) => row.Stopped ??= why;
    }

    /// <summary>The caller's place: a stop reaches the row, frames reach the caller.</summary>
    private sealed class Last(FilterRow row, ICallerSink caller) : IFrameSink
    {
        public ValueTask WriteAsync(Frame frame) => caller.WriteAsync(frame);

        public void Stop(Failure why) => row.Stopped ??= why;
    }
}
