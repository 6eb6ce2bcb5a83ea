using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;

namespace Banyan.Gateway.Attempts;

/// <summary>Runs one attempt from its record's beginning to its commit or its end.</summary>
internal sealed class AttemptRunner(IAttemptMeter meter, IAttemptCover cover, CandidateHealth health, KeyHealth keys, IAttemptLearning learning, AttemptWatch watch)
{
    /// <summary>The keys' state, shared with the plan.</summary>
    public KeyHealth Keys => keys;

    /// <summary>Tries a candidate whose circuit was entered.</summary>
    /// <returns>The answer, holding its first content; or why there is none.</returns>
    public async ValueTask<(Answer? Answer, Failure? Failure)> TryAsync(Exchange exchange, Candidate candidate, ProviderPlace? place, Next next, CancellationToken cancellationToken)
    {
        if (exchange.Attempts.Count > 0 && await cover.CoverAsync(exchange, cancellationToken) is { } unpaid)
        {
            health.Exit(candidate, null, exchange.Catalog);
            return (null, unpaid);
        }

        var attempt = new Attempt(exchange.Attempts.Count + 1, candidate, watch.Time.GetUtcNow(), watch.Time.GetTimestamp()) { Place = place };
        if (meter.Begin(exchange, attempt) is { } unwritten)
        {
            health.Exit(candidate, null, exchange.Catalog);
            return (null, unwritten);
        }

        exchange.Attempts.Add(attempt);
        keys.Enter(candidate.Provider, candidate.Key);
        if (exchange.Ask.Lens.Streams)
        {
            learning.Started(attempt);
        }

        var settler = new AttemptSettler(exchange, attempt, this);
        Answer? answer = null;
        try
        {
            answer = await next(exchange.Fork(attempt), cancellationToken);
            var failure = answer.Failure ?? await answer.HoldUntilAsync(
                frame => attempt.SawContent || frame.Kind == FrameKind.Body || attempt.Finishes > 0 || attempt.SawTerminal,
                cancellationToken);
            if (failure is null)
            {
                attempt.Charge = answer.Head!.IsStream ? null : meter.Price(exchange, attempt);
                if (FirstToken(exchange, attempt) is { } first)
                {
                    learning.Began(attempt, first);
                }

                return (answer.Through(settler), null);
            }

            await answer.DisposeAsync();
            settler.End(failure.Kind == FailureKind.TimedOut ? Outcome.TimedOut : Outcome.Failed, failure);
            return (null, failure);
        }
        catch (Exception broken)
        {
            if (answer is not null)
            {
                await answer.DisposeAsync();
            }

            settler.End(broken is OperationCanceledException ? Outcome.Cancelled : Outcome.Failed, null);
            throw;
        }
    }

    /// <summary>Ends an attempt once: record, circuit, key, log.</summary>
    /// <remarks>The mock fails only when it is asked to: that says nothing about its health, and one caller's trial must not stop another's.</remarks>
    public void End(Exchange exchange, Attempt attempt, Outcome outcome, Failure? failure)
    {
        attempt.Outcome = outcome;
        attempt.Failure = failure;
        attempt.EndTimestamp = watch.Time.GetTimestamp();
        meter.End(exchange, attempt);
        attempt.Place?.Leave(attempt.Charge?.Usage.Total ?? 0);
        var staged = attempt.Candidate.Provider.Kind == "mock";
        if (!staged && failure?.Kind is (FailureKind.ModelGone or FailureKind.ModelDenied))
        {
            health.Gone(attempt.Candidate);
        }

        health.Exit(attempt.Candidate, staged ? null : Verdict(outcome, failure), exchange.Catalog, staged ? null : FirstToken(exchange, attempt), attempt.StartTimestamp);
        keys.Exit(attempt.Candidate.Provider, attempt.Candidate.Key, failure);
        if (!staged)
        {
            learning.Ended(exchange, attempt);
        }

        if (failure is not null)
        {
            watch.Log.AttemptFailed(exchange.Id, attempt.Number, attempt.Candidate.Model.Id, failure.Kind, failure.Code, attempt.HttpStatus, failure.ProviderCode);
        }
    }

    /// <summary>How long a stream took to begin; null for whole answers, whose first byte is their last.</summary>
    private TimeSpan? FirstToken(Exchange exchange, Attempt attempt) =>
        attempt.SawContent && exchange.Ask.Lens.Streams ? watch.Time.GetElapsedTime(attempt.StartTimestamp, attempt.FirstContentTimestamp) : null;

    /// <summary>Whether the attempt speaks for or against its candidate's health; null when it does neither.</summary>
    private static bool? Verdict(Outcome outcome, Failure? failure) => failure?.Kind switch
    {
        FailureKind.Overloaded or FailureKind.Unreachable or FailureKind.TimedOut or FailureKind.Garbled => false,
        null when outcome == Outcome.Succeeded => true,
        _ => null,
    };
}
