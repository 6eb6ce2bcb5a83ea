using Banyan.Gateway.Spine;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>Counts exchanges as they begin and end. A few additions on series that exist already.</summary>
internal sealed class ExchangeMeter(Board board, AttemptCounter attempts, BoundedLabels labels) : IExchangeObserver
{
    private const double MicrosPerSecond = 1e6;

    public void Began(Exchange exchange) => Active(exchange, 1);

    public void Ended(ExchangeRecord record)
    {
        var exchange = record.Exchange;
        Active(exchange, -1);
        var service = labels.Service(exchange.Caller.Service);
        var model = BoundedLabels.Model(exchange, record.Served);
        board.Requests.Add(new LabelSet(service, model, Words.Status(record)));
        board.RequestMs.Add(new LabelSet(service, model), record.Duration.TotalMilliseconds);
        board.RequestSeconds.Add(new LabelSet(model), record.Duration.TotalSeconds);
        board.Overhead.Add(default, record.Overhead.TotalSeconds);
        board.DoorOverhead.Add(new LabelSet(exchange.Door), record.Overhead.TotalSeconds);
        if (record.FirstToken is { } first)
        {
            board.FirstToken.Add(new LabelSet(model), first.TotalSeconds);
        }

        if (exchange.Decision is { } decision)
        {
            var reason = new LabelSet(decision.Rule is null ? decision.Draw : "rule");
            board.RouteDecisions.Add(reason);
            board.RouteSeconds.Add(reason, decision.Micros / MicrosPerSecond);
        }

        attempts.Count(exchange, service);
        GenAi(record);
    }

    private void Active(Exchange exchange, int change)
    {
        var door = new LabelSet(exchange.Door);
        board.ExchangesActive.Add(door, change);
        if (exchange.Ask.Lens.Streams)
        {
            board.StreamsOpen.Add(door, change);
            board.ActiveStreams.Add(default, change);
        }
    }

    /// <summary>The published metrics of GenAI clients; only where a provider was asked.</summary>
    private void GenAi(ExchangeRecord record)
    {
        var exchange = record.Exchange;
        if ((record.Served ?? (exchange.Attempts.Count > 0 ? exchange.Attempts[^1] : null)) is not { } attempt)
        {
            return;
        }

        var error = record.Outcome is Outcome.Succeeded or Outcome.Cached ? null : Words.Status(record);
        var set = new LabelSet(Words.Of(exchange.Operation), Words.GenAi(attempt.Candidate.Provider), BoundedLabels.Requested(exchange), BoundedLabels.Model(attempt.Candidate.Model), error);
        board.GenAiDuration.Add(set, record.Duration.TotalSeconds);
        if (exchange.Ask.Lens.Streams && record.FirstToken is { } first)
        {
            board.GenAiFirstChunk.Add(set, first.TotalSeconds);
        }

        if (attempt.Charge is { Usage: { Total: > 0 } usage })
        {
            board.GenAiTokens.Add(set with { F = "input" }, usage.Prompt);
            board.GenAiTokens.Add(set with { F = "output" }, usage.Completion);
        }
    }
}
