using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Usage;

namespace Banyan.Gateway.Tests.Routing;

/// <summary>Plays the trace against one node's router, circuits and learning, with providers that behave as a test says. Only the wire is left out; time is the fake clock's.</summary>
internal sealed class TraceRun(RouterBench bench, CatalogSnapshot catalog, Func<string, double, Behaviour> behaves)
{
    private readonly PriorityQueue<Action, double> _due = new();

    /// <summary>What was tried, in order.</summary>
    public List<Tried> Tries { get; } = [];

    /// <summary>Calls that nobody answered.</summary>
    public int Errors { get; private set; }

    /// <summary>Plays the calls.</summary>
    public TraceRun Play(IEnumerable<TraceCall> calls)
    {
        var start = Now;
        foreach (var call in calls)
        {
            Until(start + call.At);
            Arrive(call, start);
        }

        return this;
    }

    /// <summary>The share of first choices a provider had between two seconds.</summary>
    public double Share(string provider, double from, double to)
    {
        var chosen = Tries.Where(one => one.IsFirst && one.At >= from && one.At < to).ToList();
        return chosen.Count == 0 ? 0 : chosen.Count(one => one.Provider == provider) / (double)chosen.Count;
    }

    private double Now => bench.Clock.GetTimestamp() / (double)bench.Clock.TimestampFrequency;

    private void Until(double at)
    {
        while (_due.TryPeek(out var act, out var due) && due <= at)
        {
            _due.Dequeue();
            Go(due);
            act();
        }

        Go(at);
    }

    private void Go(double at) => bench.Clock.Advance(TimeSpan.FromSeconds(Math.Max(0, at - Now)));

    private void Arrive(TraceCall call, double start)
    {
        var exchange = bench.Ask(catalog, lens: new AskLens { Model = "auto", TextBytes = call.Input * 4, Streams = true });
        bench.Decider.Decide(exchange, "auto", asksRules: true).ShouldBeNull();
        Try(exchange, call, start, 0);
    }

    /// <summary>Tries the candidate at a place of the chain; a failure goes on to the next at once.</summary>
    private void Try(Exchange exchange, TraceCall call, double start, int place)
    {
        if (place >= exchange.Candidates.Count)
        {
            Errors++;
            return;
        }

        var candidate = exchange.Candidates[place];
        if (!bench.Health.TryEnter(candidate, catalog))
        {
            Try(exchange, call, start, place + 1);
            return;
        }

        var gate = bench.Health.StateOf(candidate.Model).Gate(catalog.Breaker);
        var (how, began) = (behaves(candidate.Provider.Name, Now - start), Now);
        Tries.Add(new Tried(began - start, candidate.Provider.Name, place == 0, how.IsDead, gate != CandidateGate.Closed));
        var attempt = new Attempt(place + 1, candidate, bench.Clock.GetUtcNow(), bench.Clock.GetTimestamp()) { WasSent = true };
        exchange.Attempts.Add(attempt);
        bench.Learning.Started(attempt);
        if (how.IsDead)
        {
            _due.Enqueue(
                () =>
                {
                    End(exchange, attempt, Outcome.Failed, new Failure(FailureKind.Unreachable, "provider_error", "refused"), null);
                    Try(exchange, call, start, place + 1);
                },
                began + how.FirstSeconds);
            return;
        }

        _due.Enqueue(
            () =>
            {
                attempt.Observe(new FrameMeaning(FrameTraits.Content), bench.Clock);
                bench.Learning.Began(attempt, TimeSpan.FromSeconds(how.FirstSeconds));
            },
            began + how.FirstSeconds);
        _due.Enqueue(
            () =>
            {
                attempt.Charge = new Charge(new TokenUsage { Uncached = call.Input, Output = call.Output }, false, 1, null);
                End(exchange, attempt, Outcome.Succeeded, null, TimeSpan.FromSeconds(how.FirstSeconds));
            },
            began + how.FirstSeconds + (call.Output * how.TokenSeconds));
    }

    private void End(Exchange exchange, Attempt attempt, Outcome outcome, Failure? failure, TimeSpan? first)
    {
        (attempt.Outcome, attempt.Failure, attempt.EndTimestamp) = (outcome, failure, bench.Clock.GetTimestamp());
        bench.Health.Exit(attempt.Candidate, failure is null, catalog, first, attempt.StartTimestamp);
        bench.Learning.Ended(exchange, attempt);
    }
}

/// <summary>How a provider behaves at a moment.</summary>
/// <param name="IsDead">Whether it refuses.</param>
/// <param name="FirstSeconds">Until its first token, or its refusal.</param>
/// <param name="TokenSeconds">For each further token.</param>
internal readonly record struct Behaviour(bool IsDead, double FirstSeconds, double TokenSeconds);

/// <summary>One try of one provider.</summary>
internal readonly record struct Tried(double At, string Provider, bool IsFirst, bool IsDead, bool IsProbe);
