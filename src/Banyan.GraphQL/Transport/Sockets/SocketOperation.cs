using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Transport.Http;
using Banyan.GraphQL.Transport.Streaming;

namespace Banyan.GraphQL.Transport.Sockets;

/// <summary>One operation of a socket, from <c>subscribe</c> to <c>complete</c>.</summary>
internal sealed class SocketOperation(ServerParts parts, SocketWriter writer, GraphContext context, string id) : IDisposable
{
    private readonly long _started = parts.Options.Time.GetTimestamp();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Ends it: the client wants no more, or the socket closes.</summary>
    public void Stop()
    {
        try
        {
            _ = _stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself just now.
        }
    }

    /// <inheritdoc />
    public void Dispose() => _stop.Dispose();

    /// <summary>Runs it to its end and says so, unless the client ended it.</summary>
    /// <param name="payload">As a request's body.</param>
    /// <param name="cancellationToken">The socket's.</param>
    public async Task RunAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        try
        {
            await AnswerAsync(payload, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client ended it, or has gone.
        }
        catch (WebSocketException)
        {
            // The client has gone.
        }
    }

    private async Task AnswerAsync(JsonElement payload, CancellationToken cancellationToken)
    {
        var (call, malformed) = Requests.FromJson(payload, parts.Options);
        var (accepted, refused) = call is null ? (null, malformed) : await parts.Desk.AcceptAsync(call, context, cancellationToken);
        if (accepted is null)
        {
            parts.Refused(null, _started, refused!);
            await writer.ErrorAsync(id, [refused!.Error, .. refused.More], cancellationToken);
            return;
        }

        if (accepted.Operation.Kind != "subscription")
        {
            var result = await parts.Executor.ExecuteAsync(accepted.Plan, accepted.Variables, context, cancellationToken);
            parts.Ended(accepted.Operation, _started, result);
            await LastAsync(result, cancellationToken);
            return;
        }

        using var ending = accepted.Ending(cancellationToken, parts.Options.Stopping);
        var (live, notOpened) = await parts.Executor.SubscribeAsync(accepted.Plan, accepted.Variables, context, ending.Token);
        if (live is null)
        {
            parts.Ended(accepted.Operation, _started, notOpened!);
            await LastAsync(notOpened!, cancellationToken);
            return;
        }

        await FollowAsync(live, ending, cancellationToken);
        parts.Options.Observer?.Ended(new GraphOutcome(accepted.Operation, parts.Options.Time.GetElapsedTime(_started)));
    }

    private async Task FollowAsync(LiveSubscription live, CancellationTokenSource ending, CancellationToken cancellationToken)
    {
        var feed = new EventFeed(live, parts.Options);
        var filling = feed.FillAsync(ending.Token);
        try
        {
            while (await feed.NextAsync() is { Moment: not FeedMoment.Over } step)
            {
                await writer.NextAsync(id, step.Json, cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            await writer.CompleteAsync(id, cancellationToken);
        }
        finally
        {
            await ending.CancelAsync();
            await filling;
        }
    }

    private async Task LastAsync(GraphResult result, CancellationToken cancellationToken)
    {
        var json = new ArrayBufferWriter<byte>(256);
        result.WriteTo(json);
        result.Dispose();
        await writer.NextAsync(id, json.WrittenMemory, cancellationToken);
        await writer.CompleteAsync(id, cancellationToken);
    }
}
