using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Routing.Learning;

/// <summary>Learns from attempts what the choice weighs: times, quality, warm caches, the usual length of answers, and what a caller's budgets had left.</summary>
internal sealed class RouteLearning(VitalsBook vitals, AffinityTable affinity, RecentAnswers recent, EvidenceTally tally, TimeProvider time) : IAttemptLearning
{
    private const int LeastTokens = 8;
    private const double FirstGuess = 256;

    // There is no end of keys that come and go; what is forgotten is known again with the key's next ask.
    private const int MostKeys = 10_000;

    private readonly ConcurrentDictionary<string, long> _budgetLeft = new(StringComparer.Ordinal);
    private double _usualOutput = FirstGuess;

    /// <summary>How many tokens an answer usually has.</summary>
    public double UsualOutput => Volatile.Read(ref _usualOutput);

    /// <summary>USD left in the tightest budget of a key, as its last ask left it; null when it has none or has not asked yet.</summary>
    public double? BudgetLeft(Caller caller) => _budgetLeft.TryGetValue(caller.KeyId, out var left) ? left / 1e9 : null;

    /// <inheritdoc />
    public void Started(Attempt attempt) => vitals.Of(attempt.Candidate.Model).Wait(attempt, time);

    /// <inheritdoc />
    public void Began(Attempt attempt, TimeSpan firstToken) => vitals.Of(attempt.Candidate.Model).AddFirst(firstToken.TotalMilliseconds, Now());

    /// <inheritdoc />
    public TimeSpan? LateAfter(ModelEntry model, double share) =>
        vitals.Of(model).Late(share, Now()) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    /// <inheritdoc />
    public void Ended(Exchange exchange, Attempt attempt)
    {
        var model = attempt.Candidate.Model;
        var own = vitals.Of(model);
        if (exchange.BudgetLeftNanoUsd is { } left)
        {
            if (_budgetLeft.Count >= MostKeys && !_budgetLeft.ContainsKey(exchange.Caller.KeyId))
            {
                _budgetLeft.Clear();
            }

            _budgetLeft[exchange.Caller.KeyId] = left;
        }

        if (exchange.Operation != Operation.Chat || Seen(attempt) is not { } seen)
        {
            return;
        }

        var category = exchange.Prompt?.Category ?? "";
        own.Add(category, seen, time.GetUtcNow(), time.GetUtcNow());
        tally.Count(VitalsBook.NameOf(model), category, seen);
        if (attempt.Outcome == Outcome.Succeeded)
        {
            LearnPace(exchange, attempt, own);
            LearnCache(exchange, attempt, own);
            recent.Note(exchange.Id.Value, new RecentAnswer(exchange.Caller.Tenant, VitalsBook.NameOf(model), category, exchange.Decision?.Weighed));
        }
    }

    /// <summary>What an end says of the quality of answers; null when it says nothing: whoever can't be reached gives no bad answers.</summary>
    private static EvidenceCount? Seen(Attempt attempt) => attempt switch
    {
        { Outcome: Outcome.Succeeded } => EvidenceCount.Usable,
        { Failure.Code: "invalid_output" } => new EvidenceCount(1, 1, 0, 1),
        { Failure.Kind: FailureKind.Garbled } => EvidenceCount.Unusable,
        _ => null,
    };

    private void LearnPace(Exchange exchange, Attempt attempt, ModelVitals own)
    {
        var tokens = attempt.Charge?.Usage.Completion ?? 0;
        if (tokens <= 0)
        {
            return;
        }

        Volatile.Write(ref _usualOutput, (0.98 * UsualOutput) + (0.02 * tokens));
        if (tokens < LeastTokens)
        {
            return;
        }

        var whole = time.GetElapsedTime(attempt.StartTimestamp, attempt.EndTimestamp).TotalMilliseconds;
        var isStream = exchange.Ask.Lens.Streams && attempt.FirstContentTimestamp > 0;
        // A whole answer does not tell when its first token was made: what the first usually takes is taken off.
        var first = isStream
            ? time.GetElapsedTime(attempt.StartTimestamp, attempt.FirstContentTimestamp).TotalMilliseconds
            : Math.Min(whole / 2, own.Late(0.5, Now()) ?? attempt.Candidate.Model.FirstToken.TotalMilliseconds / 2);
        own.AddToken((whole - first) / tokens, Now());
    }

    private void LearnCache(Exchange exchange, Attempt attempt, ModelVitals own)
    {
        var key = AffinityTable.KeyOf(exchange);
        if (key == 0)
        {
            return;
        }

        var usage = attempt.Charge?.Usage;
        if (usage?.Prompt > 0 && affinity.Find(key, exchange.Catalog.Routing.AffinityFor) == attempt.Candidate.Model.Id)
        {
            own.AddCached(usage.CacheRead / (double)usage.Prompt);
        }

        affinity.Note(key, attempt.Candidate.Model.Id);
    }

    private double Now() => time.GetTimestamp() / (double)time.TimestampFrequency;
}
