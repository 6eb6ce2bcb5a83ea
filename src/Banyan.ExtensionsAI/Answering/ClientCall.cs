using Banyan.Gateway.Spine;
using Banyan.Gateway.Upstreams;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;

namespace Banyan.ExtensionsAI.Answering;

/// <summary>One call of a client: its time, its caller, and the writer of its answer. Whatever the client throws comes out as a failure.</summary>
internal sealed class ClientCall(Exchange exchange, AttemptClock clock, TimeProvider time, CancellationToken caller) : IDisposable
{
    private readonly IAnswerWriter _writer = exchange.Ask.Dialect.CreateWriter(
        new AnswerFacts
        {
            Streams = exchange.Ask.Lens.Streams,
            WantsUsageChunk = exchange.Ask.Lens.WantsUsageChunk,
            ExchangeId = exchange.Id.Value.ToString("N"),
            StartedUnixSeconds = exchange.StartedAt.ToUnixTimeSeconds(),
            Ask = exchange.Ask.Bytes,
        },
        new MappingReport());

    private readonly List<Frame> _frames = [];

    /// <summary>Cancelled when the caller leaves or the attempt's time is up.</summary>
    public CancellationToken Token => clock.Token;

    public AnswerHead Head(bool isStream) => new(exchange.Ask.Dialect, isStream, WireHeaders.None);

    /// <summary>Lets the client do something.</summary>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    public async ValueTask<(T? Result, Failure? Failure)> GuardAsync<T>(Func<CancellationToken, ValueTask<T>> act)
    {
        try
        {
            return (await act(clock.Token), null);
        }
        catch (Exception broken) when (!caller.IsCancellationRequested)
        {
            // The client is foreign code: whatever it throws is the provider's failure, never a bug of ours.
            return (default, clock.Expired ?? ClientFailures.From(broken, exchange.Ask.Dialect));
        }
    }

    /// <summary>Writes events as frames; the attempt sees each of them. The list is reused by the next call.</summary>
    public IReadOnlyList<Frame> Write(IEnumerable<HubEvent> events)
    {
        _frames.Clear();
        foreach (var happened in events)
        {
            _writer.Write(happened, _frames);
        }

        foreach (var frame in _frames)
        {
            exchange.Attempt!.Observe(exchange.Ask.Dialect.Read(frame), time);
            clock.SawFrame(exchange.Attempt.SawContent);
        }

        return _frames;
    }

    /// <summary>A whole answer out of everything the client said.</summary>
    public Answer Whole(AnswerEvents events) => Answer.From(Head(isStream: false), OneAsync(Write(events.Take())[^1]));

    public void Dispose() => clock.Dispose();

    private static async IAsyncEnumerable<Frame> OneAsync(Frame body)
    {
        yield return body;
        await ValueTask.CompletedTask;
    }
}
