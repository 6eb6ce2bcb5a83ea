using System.Runtime.InteropServices;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Upstreams;

/// <summary>Reads a stream as frames, and lets the attempt see what each one meant: usage, content and end marks are noted even if nobody pumps.</summary>
/// <remarks>
/// 1 take frames the framer has complete; 2 read more; 3 at the end of the connection decide whether the answer was whole. A stream that ends
/// without its end mark gives one broken frame, code <c>upstream_cut</c>. Where the pump may, plain content of one read is given as one run: what
/// it costs to move a frame is then paid once per read.
/// </remarks>
internal sealed class UpstreamFrames(HttpResponseMessage response, Stream stream, Framer framer, Exchange exchange, AttemptClock clock, TimeProvider time)
    : IAsyncEnumerable<Frame>, IAsyncEnumerator<Frame>, IFrameRuns
{
    private readonly Dialect _dialect = exchange.Ask.Dialect;
    private readonly Attempt _attempt = exchange.Attempt!;
    private CancellationToken _cancelled;
    private Frame? _next;
    private Failure? _broke;
    private bool _isAtEnd;
    private bool _isOver;

    public Frame Current { get; private set; }

    /// <summary>Gives itself: the frames can be read once.</summary>
    public IAsyncEnumerator<Frame> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        _cancelled = cancellationToken;
        return this;
    }

    public ValueTask<bool> MoveNextAsync() =>
        _isOver ? new(false) : TryTake() ? new(true) : _isAtEnd ? new(TakeLast()) : ReadOnAsync();

    public bool TryTakeRun(out Frame run)
    {
        run = default;
        var (joined, text) = (0, 0);
        while (_dialect.JoinsContent && _next is null && !_isOver && framer.TryRead(out var frame))
        {
            var meaning = frame.Kind == FrameKind.Event ? _dialect.Read(frame) : default;
            if (meaning.Traits != FrameTraits.Content || (joined > 0 && !IsBeside(run.Raw, frame.Raw)))
            {
                // Given next, alone: it is looked at then.
                _next = frame;
                break;
            }

            run = joined++ == 0 ? frame : Join(run.Raw, frame.Raw);
            text += meaning.TextBytes;
        }

        if (joined > 0)
        {
            Observe(new FrameMeaning(FrameTraits.Content, TextBytes: text));
        }

        return joined > 0;
    }

    public ValueTask DisposeAsync()
    {
        _isOver = true;
        stream.Dispose();
        response.Dispose();
        framer.Dispose();
        clock.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether the second stands right behind the first.</summary>
    private static bool IsBeside(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second) =>
        MemoryMarshal.TryGetArray(first, out var left) && MemoryMarshal.TryGetArray(second, out var right)
        && left.Array == right.Array && left.Offset + left.Count == right.Offset;

    private static Frame Join(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        MemoryMarshal.TryGetArray(first, out var start);
        return new Frame(start.Array.AsMemory(start.Offset, first.Length + second.Length), default, FrameKind.Run);
    }

    private bool TryTake()
    {
        if (_next is { } waiting)
        {
            _next = null;
            Give(waiting);
            return true;
        }

        if (!framer.TryRead(out var frame))
        {
            return false;
        }

        Give(frame);
        return true;
    }

    private async ValueTask<bool> ReadOnAsync()
    {
        // Reading is not given the caller's token twice: the clock's is linked to it.
        while (await FillAsync() > 0)
        {
            if (TryTake())
            {
                return true;
            }
        }

        _cancelled.ThrowIfCancellationRequested();
        _isAtEnd = true;
        if (_broke is null && framer.TryEnd(out var last))
        {
            Give(last);
            return true;
        }

        return TakeLast();
    }

    /// <summary>After the last frame: nothing more, or why the answer is not whole.</summary>
    private bool TakeLast()
    {
        _isOver = true;
        if (IsWhole())
        {
            return false;
        }

        Current = Frame.Broken(_broke ?? TransportFailures.Cut());
        return true;
    }

    private void Give(in Frame frame)
    {
        Current = frame;
        if (frame.Kind is not (FrameKind.Broken or FrameKind.Comment))
        {
            var meaning = _dialect.Read(frame);
            Observe(meaning);
            Current = meaning.Failure is { } told ? Frame.Broken(KeyMask.Apply(told, _attempt)) : frame;
        }

        _isOver = Current.Kind == FrameKind.Broken;
    }

    private void Observe(in FrameMeaning meaning)
    {
        _attempt.Observe(meaning, time);
        if (_attempt.SawTerminal)
        {
            clock.SawEndMark();
        }
        else
        {
            clock.SawFrame(_attempt.SawContent);
        }
    }

    private bool IsWhole() =>
        _attempt.SawTerminal || (_broke is null && _dialect.EndsAfterFinish && _attempt.Finishes >= exchange.Ask.Asked.Choices);

    private async ValueTask<int> FillAsync()
    {
        var asked = time.GetTimestamp();
        try
        {
            var read = await stream.ReadAsync(framer.GetMemory(), clock.Token);
            framer.Advance(read);
            return read;
        }
        catch (OperationCanceledException)
        {
            _broke = clock.Expired;
        }
        catch (HttpRequestException broken)
        {
            _broke = _attempt.SawContent ? TransportFailures.Cut() : TransportFailures.From(broken);
        }
        catch (IOException broken)
        {
            _broke = _attempt.SawContent ? TransportFailures.Cut() : TransportFailures.From(broken);
        }
        finally
        {
            _attempt.AwaitedTicks += time.GetTimestamp() - asked;
        }

        return 0;
    }
}
