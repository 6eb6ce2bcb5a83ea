using System.Runtime.CompilerServices;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Upstreams;

/// <summary>Reads a stream as frames, and lets the attempt see what each one meant: usage, content and end marks are noted even if nobody pumps.</summary>
/// <remarks>
/// 1 take frames the framer has complete; 2 read more; 3 at the end of the connection decide whether the answer was whole. A stream that ends
/// without its end mark gives one broken frame, code <c>upstream_cut</c>.
/// </remarks>
internal sealed class UpstreamFrames(HttpResponseMessage response, Stream stream, Framer framer, Exchange exchange, AttemptClock clock, TimeProvider time)
{
    private readonly Dialect _dialect = exchange.Ask.Dialect;
    private readonly Attempt _attempt = exchange.Attempt!;
    private Failure? _broke;

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var owned = new Owned(response, stream, framer, clock);
        while (true)
        {
            while (framer.TryRead(out var frame))
            {
                if (Broken(frame) is { } broken)
                {
                    yield return broken;
                    yield break;
                }

                yield return frame;
            }

            // Reading is not given the caller's token twice: the clock's is linked to it.
            var read = await FillAsync();
            if (read > 0)
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (_broke is null && framer.TryEnd(out var last))
            {
                yield return Broken(last) ?? last;
            }

            if (!IsWhole())
            {
                yield return Frame.Broken(_broke ?? TransportFailures.Cut());
            }

            yield break;
        }
    }

    private Frame? Broken(in Frame frame)
    {
        if (frame.Kind == FrameKind.Broken)
        {
            return frame;
        }

        if (frame.Kind == FrameKind.Comment)
        {
            return null;
        }

        var meaning = _dialect.Read(frame);
        _attempt.Observe(meaning, time);
        if (_attempt.SawTerminal)
        {
            clock.SawEndMark();
        }
        else
        {
            clock.SawFrame(_attempt.SawContent);
        }

        return meaning.Failure is { } told ? Frame.Broken(KeyMask.Apply(told, _attempt)) : null;
    }

    private bool IsWhole() =>
        _attempt.SawTerminal || (_broke is null && _dialect.EndsAfterFinish && _attempt.Finishes >= exchange.Ask.Lens.Choices);

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

    private sealed class Owned(HttpResponseMessage response, Stream stream, Framer framer, AttemptClock clock) : IDisposable
    {
        public void Dispose()
        {
            stream.Dispose();
            response.Dispose();
            framer.Dispose();
            clock.Dispose();
        }
    }
}
