using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Attempts;

/// <summary>Asks a second candidate when the first has not begun by the time it usually has, and takes whichever begins first.</summary>
/// <remarks>
/// Only before anything was handed to the caller, only for streams without tools, which have no effect beyond their answer, and only within a share of all calls. The one that loses is
/// cancelled, charged for what it took, and has a row of its own. What is held covers both.
/// </remarks>
internal sealed class HedgeRace(AttemptEntry entry, HedgeBudget budget, IAttemptLearning learning, AttemptWatch watch)
{
    /// <summary>Whether an exchange may be hedged at all.</summary>
    public static bool Applies(Exchange exchange) =>
        exchange.IsHedged
        && exchange is { Operation: Operation.Chat, Attempts.Count: 0, IsDirect: false }
        && exchange.Ask.Lens is { Streams: true, ToolNames.Count: 0, PreviousResponseId: null }
        && exchange.Ask.Dialect.Id != DialectId.OpenAiResponses;

    /// <summary>Runs the first candidate, and a second beside it if it must be.</summary>
    /// <returns>The answer, or every failure with who failed: never both, never neither.</returns>
    public async ValueTask<(Answer? Answer, IReadOnlyList<TriedFailure> Failures)> RunAsync(Exchange exchange, AttemptPlan plan, (Candidate Candidate, ProviderPlace? Place) first, Next next, CancellationToken cancellationToken)
    {
        var policy = exchange.Catalog.Hedge;
        budget.Earn(policy.MaxExtra);
        var leader = new Runner(first.Candidate, CancellationTokenSource.CreateLinkedTokenSource(cancellationToken));
        leader.Running = entry.TryAsync(exchange, first.Candidate, first.Place, next, leader.Stop.Token).AsTask();
        if (learning.LateAfter(first.Candidate.Model, policy.After) is not { } late
            || await BeganByAsync(leader, late > policy.MinDelay ? late : policy.MinDelay, cancellationToken)
            || !budget.TrySpend()
            || !plan.TryHedge(first.Candidate, out var second))
        {
            return await AloneAsync(leader);
        }

        var (place, full) = await entry.EnterAsync(exchange, second);
        if (full is not null)
        {
            plan.PassOver(second, full);
            return await AloneAsync(leader);
        }

        var follower = new Runner(second, CancellationTokenSource.CreateLinkedTokenSource(cancellationToken));
        follower.Running = entry.TryAsync(exchange, second, place, next, follower.Stop.Token).AsTask();
        return await RaceAsync(exchange, leader, follower);
    }

    private static async ValueTask<(Answer? Answer, IReadOnlyList<TriedFailure> Failures)> AloneAsync(Runner only)
    {
        var (answer, failure) = await only.Running;
        if (answer is not null)
        {
            return (Won(answer, only, Task.CompletedTask), []);
        }

        only.Stop.Dispose();
        return (null, [new TriedFailure(only.Candidate, failure!)]);
    }

    private static Answer Won(Answer answer, Runner winner, Task lost) => answer.Through(new HedgeEnd(lost, winner.Stop));

    private async ValueTask<bool> BeganByAsync(Runner leader, TimeSpan late, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = await Task.WhenAny(leader.Running, Task.Delay(late, watch.Time, over.Token));
        await over.CancelAsync();
        return ended == leader.Running || cancellationToken.IsCancellationRequested;
    }

    private async ValueTask<(Answer? Answer, IReadOnlyList<TriedFailure> Failures)> RaceAsync(Exchange exchange, Runner leader, Runner follower)
    {
        var ahead = await Task.WhenAny(leader.Running, follower.Running) == leader.Running ? leader : follower;
        var behind = ahead == leader ? follower : leader;
        try
        {
            var (answer, failure) = await ahead.Running;
            if (answer is not null)
            {
                return (Won(answer, ahead, LoseAsync(exchange, behind)), []);
            }

            var (other, second) = await behind.Running;
            return other is not null ? (Won(other, behind, Task.CompletedTask), []) : (null, [new TriedFailure(ahead.Candidate, failure!), new TriedFailure(behind.Candidate, second!)]);
        }
        catch
        {
            // The caller left, or a bug: neither may leave the other running.
            await LoseAsync(exchange, behind);
            throw;
        }
    }

    /// <summary>Cancels the one that lost and waits until it has ended. What it waited for in vain is learnt: it took at least so long.</summary>
    private async Task LoseAsync(Exchange exchange, Runner lost)
    {
        var attempt = exchange.Attempts.Find(one => ReferenceEquals(one.Candidate, lost.Candidate));
        if (attempt is not null)
        {
            attempt.IsLostHedge = true;
            if (!attempt.SawContent)
            {
                learning.Began(attempt, watch.Time.GetElapsedTime(attempt.StartTimestamp));
            }
        }

        await lost.Stop.CancelAsync();
        try
        {
            var (late, _) = await lost.Running;
            await (late?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
        catch (Exception bug)
        {
            // It must not spoil the answer of the one that won.
            watch.Log.HedgeBroke(bug, exchange.Id, lost.Candidate.Model.Id);
        }
        finally
        {
            lost.Stop.Dispose();
        }
    }

    private sealed class Runner(Candidate candidate, CancellationTokenSource stop)
    {
        public Candidate Candidate => candidate;

        public CancellationTokenSource Stop => stop;

        public Task<(Answer? Answer, Failure? Failure)> Running { get; set; } = Task.FromResult<(Answer?, Failure?)>((null, null));
    }
}
