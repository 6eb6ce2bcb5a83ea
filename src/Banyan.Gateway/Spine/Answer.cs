using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Spine;

/// <summary>Head now, frames later, and the filters they go through. Disposing one that was never pumped ends its filters.</summary>
public sealed class Answer : IAsyncDisposable
{
    private const int MostHeldFrames = 256;
    private const int MostHeldBytes = 256 * 1024;

    private readonly List<IFrameFilter> _filters = [];
    private readonly Queue<Frame> _held = [];
    private IAsyncEnumerator<Frame>? _source;
    private bool _isPumped;
    private bool _isExhausted;

    private Answer(AnswerHead? head, Failure? failure, IAsyncEnumerable<Frame> frames)
    {
        Head = head;
        Failure = failure;
        Frames = frames;
    }

    /// <summary>What is known before the first frame; null when the answer is a refusal.</summary>
    public AnswerHead? Head { get; private set; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public Failure? Failure { get; }

    /// <summary>Frames as the upstream gave them, before any filter. May be read once.</summary>
    public IAsyncEnumerable<Frame> Frames { get; }

    /// <summary>Filters in the order frames meet them.</summary>
    public IReadOnlyList<IFrameFilter> Filters => _filters;

    /// <summary>An answer that says no.</summary>
    public static Answer Refused(Failure failure) => new(null, failure, AsyncEnumerable.Empty<Frame>());

    /// <summary>An answer that says yes.</summary>
    public static Answer From(AnswerHead head, IAsyncEnumerable<Frame> frames) => new(head, null, frames);

    /// <summary>Sends frames through <paramref name="filter"/> after those already attached: one place nearer the caller.</summary>
    public Answer Through(IFrameFilter filter)
    {
        _filters.Add(filter);
        return this;
    }

    /// <summary>Sends frames through a filter that changes their language.</summary>
    public Answer Through(IFrameFilter filter, AnswerHead head)
    {
        Head = head;
        return Through(filter);
    }

    /// <summary>Reads ahead until <paramref name="isContent"/> says yes, and puts everything read back. Bounded: too much preamble counts as content.</summary>
    /// <returns>Why the upstream broke before any content; null when it did not.</returns>
    public async ValueTask<Failure?> HoldUntilAsync(Func<Frame, bool> isContent, CancellationToken cancellationToken)
    {
        var source = Open(cancellationToken);
        var heldBytes = 0;
        while (await source.MoveNextAsync())
        {
            var frame = source.Current;
            if (frame.Kind == FrameKind.Broken)
            {
                return frame.Broke;
            }

            heldBytes += frame.Raw.Length;
            if (isContent(frame) || _held.Count >= MostHeldFrames || heldBytes > MostHeldBytes)
            {
                // Alive until the source is asked again, which the pump does only after it has handed this one on.
                _held.Enqueue(frame);
                return null;
            }

            _held.Enqueue(frame.Keep());
        }

        _isExhausted = true;
        return null;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_isPumped)
        {
            _isPumped = true;
            var end = new StreamEnd(Failure is null ? StreamEndKind.Abandoned : StreamEndKind.Refused, Failure);
            await Pump.EndAsync(_filters, end, NullSink.Instance);
        }

        await CloseAsync();
    }

    internal void BeginPump()
    {
        if (_isPumped)
        {
            throw new InvalidOperationException("An answer can be pumped once.");
        }

        _isPumped = true;
    }

    internal bool TryTakeHeld(out Frame frame) => _held.TryDequeue(out frame);

    internal ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken) =>
        _isExhausted ? ValueTask.FromResult(false) : Open(cancellationToken).MoveNextAsync();

    internal Frame Current => _source!.Current;

    /// <summary>The source as one that gives runs, where it can and every filter and the caller take them; else null.</summary>
    internal IFrameRuns? RunsFor(ICallerSink caller) =>
        caller.TakesRuns && _source is IFrameRuns runs && _filters.TrueForAll(static filter => filter.TakesRuns) ? runs : null;

    internal async ValueTask CloseAsync()
    {
        var source = Interlocked.Exchange(ref _source, null);
        _isExhausted = true;
        if (source is not null)
        {
            await source.DisposeAsync();
        }
    }

    private IAsyncEnumerator<Frame> Open(CancellationToken cancellationToken) => _source ??= Frames.GetAsyncEnumerator(cancellationToken);
}
