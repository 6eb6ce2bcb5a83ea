using Banyan.Gateway.Spine;
using Banyan.Wire.Usage;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>Counts the attempts of an ended exchange: outcomes, latency, moves, tokens and cost.</summary>
internal sealed class AttemptCounter(Board board, TimeProvider time)
{
    public void Count(Exchange exchange, string service)
    {
        var stream = exchange.Ask.Lens.Streams ? "true" : "false";
        for (var i = 0; i < exchange.Attempts.Count; i++)
        {
            var attempt = exchange.Attempts[i];
            var provider = attempt.Candidate.Provider.Name;
            var model = BoundedLabels.Model(attempt.Candidate.Model);
            var outcome = new LabelSet(provider, Words.Of(attempt.Outcome));
            board.Attempts.Add(outcome);
            board.BanyanAttempts.Add(outcome);
            if (attempt.Failure is { } failure)
            {
                board.ProviderErrors.Add(new LabelSet(provider, Words.Of(failure.Kind)));
            }

            if (i > 0 && (attempt.IsLostHedge || exchange.Attempts[i - 1].IsLostHedge))
            {
                // Of two beside each other the later is the hedge, whichever of them lost.
                var end = new LabelSet(provider, attempt.IsLostHedge ? "lost" : "won");
                board.Hedges.Add(end);
                board.BanyanHedges.Add(end);
            }
            else if (i > 0 && exchange.Attempts[i - 1].Candidate.Model.Id != attempt.Candidate.Model.Id)
            {
                board.Fallbacks.Add(new LabelSet(BoundedLabels.Model(exchange.Attempts[i - 1].Candidate.Model), model));
                board.Failovers.Add(outcome);
            }

            var took = Span(attempt);
            board.ProviderMs.Add(new LabelSet(provider), took.TotalMilliseconds);
            board.ProviderSeconds.Add(new LabelSet(provider, model, stream), took.TotalSeconds);
            Charge(attempt, service, model);
        }
    }

    private TimeSpan Span(Attempt attempt) =>
        time.GetElapsedTime(attempt.StartTimestamp, attempt.EndTimestamp == 0 ? time.GetTimestamp() : attempt.EndTimestamp);

    private void Charge(Attempt attempt, string service, string model)
    {
        if (attempt.Charge is not { } charge)
        {
            return;
        }

        Tokens(charge.Usage, service, model);
        if (charge.CostNanoUsd is { } cost)
        {
            board.CostNanoUsd.Add(new LabelSet(service, model), cost);
        }
        else if (attempt.WasSent)
        {
            board.Unpriced.Add(new LabelSet(model));
            board.PriceMissing.Add(new LabelSet(model));
        }
    }

    private void Tokens(TokenUsage usage, string service, string model)
    {
        Add("uncached", usage.Uncached);
        Add("cache_read", usage.CacheRead);
        Add("cache_write_5m", usage.CacheWrite5m);
        Add("cache_write_1h", usage.CacheWrite1h);
        Add("audio_in", usage.AudioIn);
        Add("output", usage.Output);
        Add("reasoning", usage.Reasoning);
        Add("audio_out", usage.AudioOut);

        void Add(string type, long count)
        {
            if (count > 0)
            {
                board.Tokens.Add(new LabelSet(service, model, type), count);
            }
        }
    }
}
