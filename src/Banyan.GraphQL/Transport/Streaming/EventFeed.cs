using System.Buffers;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Transport.Streaming;

/// <summary>
/// Stands between a source and one subscriber: the source is read as fast as it gives, the subscriber as fast as it takes. What waits is bounded; pieces of one
/// text are joined while they wait; beyond the bound the feed ends with <c>SLOW_CONSUMER</c>. Nobody else is ever delayed.
/// </summary>
internal sealed class EventFeed(LiveSubscription live, GraphServerOptions options)
{
    private static readonly GraphError TooSlow = new("The subscriber reads more slowly than events come.") { Code = TransportCodes.SlowConsumer };

    private readonly Lock _gate = new();
    private readonly LinkedList<Waiting> _waiting = new();
    private TaskCompletionSource? _signal;
    private int _bytes;
    private bool _isOver;
    private bool _isTicked;

    /// <summary>Reads the source to its end. Returns when it has ended, broken, outrun the subscriber or been cancelled; it is disposed then.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var happened in live.Source.WithCancellation(cancellationToken))
            {
                if (!await OfferAsync(happened, cancellationToken))
                {
                    Enqueue(new Waiting(null, Write(GraphResult.Refused([TooSlow]))));
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The subscriber left or was cut, or the server stops.
        }
        catch (Exception thrown)
        {
            Enqueue(new Waiting(null, Write(live.Broken(thrown))));
        }
        finally
        {
            Wake(() => _isOver = true);
        }
    }

    /// <summary>Lets a waiting subscriber look up.</summary>
    public void Tick() => Wake(() => _isTicked = true);

    /// <summary>What comes next; waits for it.</summary>
    public async ValueTask<FeedStep> NextAsync()
    {
        while (true)
        {
            Task wait;
            lock (_gate)
            {
                if (_waiting.First is { Value: var first })
                {
                    _waiting.RemoveFirst();
                    _bytes -= first.Json.Length;
                    return new FeedStep(FeedMoment.Answer, first.Json);
                }

                if (_isOver || _isTicked)
                {
                    _isTicked = false;
                    return new FeedStep(_isOver ? FeedMoment.Over : FeedMoment.Idle, default);
                }

                _signal ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wait = _signal.Task;
            }

            await wait;
        }
    }

    private async ValueTask<bool> OfferAsync(object? happened, CancellationToken cancellationToken)
    {
        LinkedListNode<Waiting>? last;
        lock (_gate)
        {
            last = _waiting.Last;
        }

        if (last?.Value.Happened is IJoinableEvent earlier && happened is not null && earlier.Join(happened) is { } joined)
        {
            var together = new Waiting(joined, Write(await live.AnswerAsync(joined, cancellationToken)));
            lock (_gate)
            {
                if (_waiting.Last == last)
                {
                    _bytes += together.Json.Length - last.Value.Json.Length;
                    last.Value = together;
                    return _bytes <= options.MaxWaitingBytes;
                }
            }
        }

        return Enqueue(new Waiting(happened, Write(await live.AnswerAsync(happened, cancellationToken))));
    }

    private bool Enqueue(Waiting item)
    {
        var isWithin = true;
        Wake(() =>
        {
            _waiting.AddLast(item);
            _bytes += item.Json.Length;
            isWithin = _waiting.Count <= options.MaxWaitingEvents && _bytes <= options.MaxWaitingBytes;
        });
        return isWithin;
    }

    private void Wake(Action change)
    {
        TaskCompletionSource? signal;
        lock (_gate)
        {
            change();
            (signal, _signal) = (_signal, null);
        }

        signal?.SetResult();
    }

    private static ReadOnlyMemory<byte> Write(GraphResult result)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        result.WriteTo(buffer);
        result.Dispose();
        return buffer.WrittenMemory;
    }

    private sealed record Waiting(object? Happened, ReadOnlyMemory<byte> Json);
}
