using Banyan.Gateway.Metering.Reports;
using Banyan.Gateway.Spine;

namespace Banyan.Storage.Tests.Usage;

/// <summary>What rows add up to, reckoned without a database: attempts, requests, errors, cache hits, corrections, tokens in and out, cost, saved, estimated tokens and cost, without a price.</summary>
internal readonly struct Ledger(long[] figures) : IEquatable<Ledger>
{
    private readonly long[] _figures = figures;

    public static Ledger Of(IEnumerable<UsageRow> rows)
    {
        var all = rows.ToList();
        var calls = all.Where(row => row.Outcome != Outcome.Adjusted).ToList();
        var guesses = all.Where(row => row.IsEstimated).ToList();
        return new Ledger(
        [
            calls.Count, calls.Count(row => row.AttemptNo == 1),
            all.Count(row => row.Outcome is Outcome.Failed or Outcome.TimedOut or Outcome.Refused or Outcome.Truncated or Outcome.Lost),
            all.Count(row => row.Outcome == Outcome.Cached), all.Count - calls.Count,
            all.Sum(row => row.Usage.Prompt), all.Sum(row => row.Usage.Completion), all.Sum(row => row.CostNanoUsd ?? 0), all.Sum(row => row.SavedNanoUsd),
            guesses.Sum(row => row.Usage.Total), guesses.Sum(row => row.CostNanoUsd ?? 0), all.Count(row => row.CostNanoUsd is null),
        ]);
    }

    public static Ledger Of(UsageTotals sums) => new(
    [
        sums.Attempts, sums.Requests, sums.Errors, sums.CacheHits, sums.Adjusted, sums.Usage.Prompt, sums.Usage.Completion, sums.CostNanoUsd, sums.SavedNanoUsd, sums.EstimatedTokens,
        sums.EstimatedNanoUsd, sums.Unpriced,
    ]);

    public bool Equals(Ledger other) => _figures.AsSpan().SequenceEqual(other._figures);

    public override bool Equals(object? obj) => obj is Ledger other && Equals(other);

    public override int GetHashCode() => _figures.Length == 0 ? 0 : _figures[^5].GetHashCode();

    public override string ToString() => string.Join(' ', _figures);
}
