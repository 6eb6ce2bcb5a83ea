using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Upstreams;

/// <summary>Turns an HTTP response into an answer: an error into a failure, a body into one frame, a stream into frames.</summary>
internal static class AnswerReading
{
    private const int MostErrorBytes = 256 * 1024;
    private const int MostBodyBytes = 128 * 1024 * 1024;

    public static async ValueTask<Answer> ReadAsync(HttpResponseMessage response, Exchange exchange, AttemptClock clock, TimeProvider time)
    {
        var dialect = exchange.Ask.Dialect;
        var attempt = exchange.Attempt!;
        var headers = KeptHeaders.From(response);
        attempt.UpstreamRequestId = headers["x-request-id"] ?? headers["request-id"];
        var stream = Decoding.Of(response, await response.Content.ReadAsStreamAsync(clock.Token));
        if (!response.IsSuccessStatusCode)
        {
            attempt.WasSent = false;
            using var error = await WholeBody.ReadAsync(stream, response.Content.Headers.ContentLength, MostErrorBytes, clock.Token);
            var told = dialect.ReadError((int)response.StatusCode, headers, error.Memory.ToArray()) with { ProviderStatus = (int)response.StatusCode };
            return Answer.Refused(KeyMask.Apply(told, attempt));
        }

        var head = new AnswerHead(dialect, exchange.Ask.Asked.Streams && exchange.Operation == Operation.Chat, headers);
        if (head.IsStream && ContentTypes.IsStream(response))
        {
            var framer = dialect.Framing == StreamFraming.Ndjson ? (Framer)new NdjsonFramer() : new SseFramer();
            return Answer.From(head, new UpstreamFrames(response, stream, framer, exchange, clock, time));
        }

        var asked = time.GetTimestamp();
        var body = await WholeBody.ReadAsync(stream, response.Content.Headers.ContentLength, MostBodyBytes, clock.Token);
        attempt.AwaitedTicks += time.GetTimestamp() - asked;
        if (Problem(response, head, body, dialect, attempt, time) is { } failure)
        {
            body.Dispose();
            return Answer.Refused(failure);
        }

        return Answer.From(head, OneFrameAsync(response, body, clock));
    }

    private static Failure? Problem(HttpResponseMessage response, AnswerHead head, WholeBody body, Dialect dialect, Attempt attempt, TimeProvider time)
    {
        if (body.IsTooLarge)
        {
            return TransportFailures.Garbled("The provider's answer is over the size limit.");
        }

        if (body.Memory.IsEmpty)
        {
            return TransportFailures.Garbled("The provider answered 200 with nothing in it.");
        }

        if (ContentTypes.IsHtml(response))
        {
            return TransportFailures.Garbled("The provider answered with a web page instead of JSON.");
        }

        var meaning = dialect.Read(Frame.Body(body.Memory));
        if (meaning.Failure is { } told)
        {
            return KeyMask.Apply(told, attempt);
        }

        if (head.IsStream)
        {
            return TransportFailures.Garbled("The provider answered a streaming ask without a stream.");
        }

        attempt.Observe(meaning, time);
        return null;
    }

    private static async IAsyncEnumerable<Frame> OneFrameAsync(HttpResponseMessage response, WholeBody body, AttemptClock clock)
    {
        using (response)
        using (clock)
        using (body)
        {
            yield return Frame.Body(body.Memory);
        }

        await ValueTask.CompletedTask;
    }
}
