using System.Buffers;
using System.IO.Pipelines;
using Banyan.GraphQL.Execution;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Transport.Http;

namespace Banyan.GraphQL.Transport.Streaming;

/// <summary>An operation answered as server-sent events, in distinct-connections mode: <c>next</c> for each answer, then <c>complete</c>.</summary>
internal sealed class EventStream(ServerParts parts, AcceptedOperation accepted, GraphContext context, long started)
{
    private static readonly GraphError Gone = new("Your credentials do not hold any more.") { Code = ExecutionCodes.Forbidden };

    private readonly string _key = parts.Options.KeyOf(context.User);

    /// <summary>Opens a stream, or says that the caller has too many.</summary>
    public static async ValueTask<(GraphReply? Stream, GraphRefusal? Refused)> OpenAsync(
        ServerParts parts, AcceptedOperation accepted, GraphContext context, long started, CancellationToken cancellationToken)
    {
        var stream = new EventStream(parts, accepted, context, started);
        if (accepted.Operation.Kind != "subscription")
        {
            var result = await parts.Executor.ExecuteAsync(accepted.Plan, accepted.Variables, context, cancellationToken);
            return (Replies.Stream((output, _) => stream.WriteOneAsync(output, result, cancellationToken)), null);
        }

        return parts.Streams.TryEnter(stream._key)
            ? (Replies.Stream(stream.WriteAllAsync), null)
            : (null, new GraphRefusal(429, new GraphError("You have as many streams open as you may.") { Code = TransportCodes.TooManySubscriptions }) { RetryAfter = TimeSpan.FromSeconds(1) });
    }

    private async ValueTask WriteOneAsync(PipeWriter output, GraphResult result, CancellationToken cancellationToken)
    {
        Write(output, result);
        output.Write(SseFrames.Complete);
        parts.Ended(accepted.Operation, started, result);
        await output.FlushAsync(cancellationToken);
    }

    private async ValueTask WriteAllAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        using var ending = accepted.Ending(cancellationToken, parts.Options.Stopping);
        try
        {
            output.Write(SseFrames.Comment);
            await output.FlushAsync(cancellationToken);
            var (live, refused) = await parts.Executor.SubscribeAsync(accepted.Plan, accepted.Variables, context, ending.Token);
            if (live is null)
            {
                await WriteOneAsync(output, refused!, cancellationToken);
                return;
            }

            try
            {
                await FollowAsync(output, live, ending, cancellationToken);
            }
            finally
            {
                parts.Options.Observer?.Ended(new GraphOutcome(accepted.Operation, parts.Options.Time.GetElapsedTime(started)));
            }
        }
        finally
        {
            parts.Streams.Leave(_key);
        }
    }

    private async Task FollowAsync(PipeWriter output, LiveSubscription live, CancellationTokenSource ending, CancellationToken cancellationToken)
    {
        var feed = new EventFeed(live, parts.Options);
        var filling = feed.FillAsync(ending.Token);
        await using var timer = parts.Options.Time.CreateTimer(_ => feed.Tick(), null, parts.Options.RightsInterval, parts.Options.RightsInterval);
        try
        {
            await PumpAsync(output, feed, cancellationToken);
        }
        finally
        {
            await ending.CancelAsync();
            await filling;
        }
    }

    private async Task PumpAsync(PipeWriter output, EventFeed feed, CancellationToken cancellationToken)
    {
        var lastWritten = parts.Options.Time.GetTimestamp();
        while (true)
        {
            var step = await feed.NextAsync();

            // What is cut never says that it is complete; whoever cut it says why.
            cancellationToken.ThrowIfCancellationRequested();
            if (!parts.Options.IsStillValid(context.User))
            {
                Write(output, GraphResult.Refused([Gone]));
                step = new FeedStep(FeedMoment.Over, default);
            }

            switch (step.Moment)
            {
                case FeedMoment.Answer:
                    SseFrames.WriteNext(output, step.Json.Span);
                    break;
                case FeedMoment.Idle when parts.Options.Time.GetElapsedTime(lastWritten) < parts.Options.KeepAlive:
                    continue;
                case FeedMoment.Idle:
                    output.Write(SseFrames.Comment);
                    break;
                case FeedMoment.Over:
                    output.Write(SseFrames.Complete);
                    await output.FlushAsync(cancellationToken);
                    return;
            }

            lastWritten = parts.Options.Time.GetTimestamp();
            if ((await output.FlushAsync(cancellationToken)).IsCompleted)
            {
                return;
            }
        }
    }

    private static void Write(PipeWriter output, GraphResult result)
    {
        var json = new ArrayBufferWriter<byte>(256);
        result.WriteTo(json);
        result.Dispose();
        SseFrames.WriteNext(output, json.WrittenSpan);
    }
}
