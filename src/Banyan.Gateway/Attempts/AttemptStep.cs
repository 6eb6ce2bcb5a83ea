using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Attempts;

/// <summary>The only retry loop, and the only place that reads <see cref="Failure.Recovery"/>.</summary>
/// <remarks>
/// <code>
///   1 next try: first candidate in rank with an unopened circuit, a usable key and room at its provider
///   2 begin:    written to the spool before anything is sent
///   3 ask:      on a fork; hold its frames until the first content
///   4 content:  return the answer, committed from here on
///             one that has not begun by the time it usually has may get a second one beside it: the first to begin is taken
///   5 failure:  end the attempt, learn, and either stop, take another key or candidate, or wait and go round again
/// </code>
/// A failover is not a retry; going round again is, and is bounded by count, by the retry budget and by the deadline.
/// </remarks>
internal sealed class AttemptStep(AttemptEntry entry, HedgeRace race, CandidateHealth health, RetryBudget budget, TimeProvider time) : IStep
{
    public async ValueTask<Answer> RunAsync(Exchange exchange, Next next, CancellationToken cancellationToken)
    {
        budget.Earn(exchange.Catalog.Retry.Budget);
        var plan = new AttemptPlan(exchange, health, entry.Keys);
        while (true)
        {
            if (plan.TryNext(out var candidate))
            {
                var (place, full) = await entry.EnterAsync(exchange, candidate);
                if (full is not null)
                {
                    plan.PassOver(candidate, full);
                    continue;
                }

                var (answer, failures) = HedgeRace.Applies(exchange)
                    ? await race.RunAsync(exchange, plan, (candidate, place), next, cancellationToken)
                    : Alone(candidate, await entry.TryAsync(exchange, candidate, place, next, cancellationToken));
                if (answer is not null)
                {
                    return answer;
                }

                if (!LearnAll(plan, failures))
                {
                    return Answer.Refused(plan.Final());
                }
            }
            else if (plan.WaitBeforeNextRound() is not { } wait || !budget.TrySpend())
            {
                return Answer.Refused(plan.Final());
            }
            else
            {
                await Task.Delay(wait, time, cancellationToken);
                plan.BeginRound();
            }
        }
    }

    private static (Answer? Answer, IReadOnlyList<TriedFailure> Failures) Alone(Candidate candidate, (Answer? Answer, Failure? Failure) tried) =>
        tried.Failure is { } failure ? (null, [new TriedFailure(candidate, failure)]) : (tried.Answer, []);

    /// <summary>Takes in every failure; false when nothing may be tried any more.</summary>
    private static bool LearnAll(AttemptPlan plan, IReadOnlyList<TriedFailure> failures)
    {
        var mayGoOn = true;
        for (var i = 0; i < failures.Count; i++)
        {
            mayGoOn &= plan.Learn(failures[i].Candidate, failures[i].Failure);
        }

        return mayGoOn;
    }
}
