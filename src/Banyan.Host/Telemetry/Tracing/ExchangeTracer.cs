using System.Diagnostics;
using Banyan.Gateway.Spine;
using Banyan.Host.Telemetry.Recording;

namespace Banyan.Host.Telemetry.Tracing;

/// <summary>Tells an ended exchange as spans: one CLIENT span over all attempts, one child per attempt. Nothing while nobody listens; content never.</summary>
/// <remarks>The spans are made when all is known, with the times at which things happened: an exchange nobody samples pays one look at a flag.</remarks>
internal sealed class ExchangeTracer(TimeProvider time) : IExchangeObserver
{
    private static readonly ActivitySource Source = new(Names.Source);

    public void Ended(ExchangeRecord record)
    {
        if (!Source.HasListeners())
        {
            return;
        }

        var exchange = record.Exchange;
        var name = $"{Words.Of(exchange.Operation)} {SpanAttributes.Plain(exchange.Ask.Lens.Model)}".TrimEnd();
        using var span = Source.StartActivity(name, ActivityKind.Client, Parent(exchange), SpanAttributes.OfStart(exchange), null, exchange.StartedAt);
        if (span is null)
        {
            return;
        }

        SpanAttributes.End(span, record);
        foreach (var attempt in exchange.Attempts)
        {
            Tell(span, attempt, exchange);
        }

        span.SetEndTime((exchange.StartedAt + record.Duration).UtcDateTime);
    }

    /// <summary>The server's span where there is one, else what the caller sent.</summary>
    private static ActivityContext Parent(Exchange exchange) =>
        Activity.Current?.Context ?? (ActivityContext.TryParse(exchange.TraceParent, null, isRemote: true, out var remote) ? remote : default);

    private void Tell(Activity parent, Attempt attempt, Exchange exchange)
    {
        var name = $"attempt {SpanAttributes.Plain(attempt.Candidate.Model.Id)}";
        using var span = Source.StartActivity(name, ActivityKind.Internal, parent.Context, null, null, attempt.StartedAt);
        if (span is null)
        {
            return;
        }

        SpanAttributes.End(span, attempt, exchange);
        var ended = attempt.EndTimestamp == 0 ? TimeSpan.Zero : time.GetElapsedTime(attempt.StartTimestamp, attempt.EndTimestamp);
        span.SetEndTime((attempt.StartedAt + ended).UtcDateTime);
    }
}
