using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;

namespace Banyan.Gateway.Upstreams.Mock;

/// <summary>A provider inside the process: deterministic by the ask, speaks every dialect, and misbehaves on request (<see cref="MockScript"/>).</summary>
/// <remarks>Its answers are marked by the header <c>x-banyan-mock</c> and by their own words. It spends nothing and sends nothing.</remarks>
internal sealed class MockUpstream(TimeProvider time) : IUpstream
{
    public IReadOnlyList<string> Kinds { get; } = ["mock"];

    public async ValueTask<Answer> SendAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var ask = exchange.Ask;
        var attempt = exchange.Attempt!;
        var report = new MappingReport();
        attempt.WasSent = true;
        if (exchange.Operation == Operation.Embed)
        {
            return MockEmbedding.Answer(exchange, report, time);
        }

        if (exchange.Operation == Operation.CountTokens)
        {
            var head = new AnswerHead(ask.Dialect, IsStream: false, WireHeaders.None);
            return Answer.From(head, OneFrame.OfAsync(ask.Dialect.WriteTokenCount(ask.Lens.EstimatedInputTokens) ?? "{}"u8.ToArray()));
        }

        var hub = ask.Dialect.ReadAsk(ask, report);
        if (report.Refusal is { } unreadable)
        {
            return Answer.Refused(unreadable);
        }

        var script = MockScript.Parse(exchange.Candidate!.Model.Name, hub.Metadata?.Value);
        if (script.Problem is { } problem)
        {
            return Answer.Refused(problem);
        }

        if (script.Delay > TimeSpan.Zero)
        {
            await Task.Delay(script.Delay, time, cancellationToken);
        }

        return script.Status is { } status ? Refusal(exchange, status, script) : Speak(exchange, hub, script);
    }

    private static Answer Refusal(Exchange exchange, int status, MockScript script)
    {
        var headers = new WireHeaders();
        if (script.RetryAfter is { } wait)
        {
            headers.Add("retry-after", wait.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        exchange.Attempt!.HttpStatus = status;
        exchange.Attempt.WasSent = false;
        var dialect = exchange.Ask.Dialect;
        var meant = dialect.ReadError(status, headers, default) with { Message = $"The mock was asked to answer with status {status}." };
        var worn = dialect.WriteError(meant, exchange.Id.ToString());
        return Answer.Refused(dialect.ReadError(status, headers, worn.Body) with { ProviderStatus = status });
    }

    private Answer Speak(Exchange exchange, HubAsk hub, MockScript script)
    {
        var dialect = exchange.Ask.Dialect;
        var facts = new AnswerFacts
        {
            Streams = hub.Streams,
            WantsUsageChunk = true,
            ExchangeId = MockIdentity.Of(exchange.Ask),
            StartedUnixSeconds = exchange.StartedAt.ToUnixTimeSeconds(),
            Ask = exchange.Ask.Bytes,
        };
        var writer = dialect.CreateWriter(facts, new MappingReport());
        var frames = new List<Frame>();
        foreach (var happened in MockAnswer.To(hub, exchange.Ask.Lens, script, facts))
        {
            writer.Write(happened, frames);
        }

        exchange.Attempt!.HttpStatus = 200;
        var head = new AnswerHead(dialect, hub.Streams, WireHeaders.None);
        return Answer.From(head, new MockFrames(frames, exchange, script, time).ReadAsync());
    }
}
