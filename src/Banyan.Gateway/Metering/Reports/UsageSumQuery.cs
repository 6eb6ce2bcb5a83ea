
namespace Banyan.Gateway.Metering.Reports;

/// <summary>Which sums of the ledger are wanted.</summary>
/// <param name="Rows">Which rows; its bounds, page and place are not read.</param>
/// <param name="From">The first instant.</param>
/// <param name="To">The instant after the last.</param>
public sealed record UsageSumQuery(UsageQuery Rows, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>What groups are told apart by; null for one group of everything.</summary>
    public UsageGroup? By { get; init; }

    /// <summary>Whether sums are told apart by <see cref="UsageInterval.Hour"/> or <see cref="UsageInterval.Day"/>, no other; null for the whole window as one.</summary>
    public UsageInterval? Every { get; init; }

    /// <summary>What groups are ordered by, the most first; where points are told apart their instant comes first.</summary>
    public UsageOrder Order { get; init; }

    /// <summary>Whether requests, errors, tokens, cost and savings are enough; the other figures of <see cref="UsageTotals"/> are 0 then, and many groups are read in a fraction of the time.</summary>
    public bool IsBrief { get; init; }

    /// <summary>At most so many sums. <value>Default 100,000.</value></summary>
    public int Most { get; init; } = 100_000;
}
