using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Attempts;

/// <summary>The only retry loop, and the only place that reads <see cref="Failure.Recovery"/>.</summary>
/// <remarks>
/// <code>
///   1 next try: first candidate in rank with an unopened circuit and a usable key
///   2 begin:    written to the spool before anything is sent
///   3 ask:      on a fork; hold its frames until the first content
///   4 content:  return the answer, committed from here on
///   5 failure:  end the attempt, learn, and either stop, take another key or candidate, or wait and go round again
/// </code>
/// A failover is not a retry; going round again is, and is bounded by count, by the retry budget and by the deadline.
/// </remarks>
internal sealed class AttemptStep(AttemptRunner runner, CandidateHealth health, RetryBudget budget, TimeProvider time) : IStep
{
    public async ValueTask<Answer> RunAsync(Exchange exchange, Next next, CancellationToken cancellationToken)
    {
        budget.Earn(exchange.Catalog.Retry.Budget);
        var plan = new AttemptPlan(exchange, health, runner.Keys);
        while (true)
        {
            if (plan.TryNext(out var candidate))
            {
                var (answer, failure) = await runner.TryAsync(exchange, candidate, next, cancellationToken);
                if (answer is not null)
                {
                    return answer;
                }

                if (!plan.Learn(candidate, failure!))
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
}
