using Banyan.Gateway.Spine;

namespace Banyan.Storage.Usage;

/// <summary>One number that rollups add up.</summary>
/// <param name="Column">Its column.</param>
/// <param name="OfRows">What it is of rows of the ledger, as an aggregate.</param>
/// <param name="Of">What one row adds to it.</param>
internal sealed record UsageMeasure(string Column, string OfRows, Func<UsageRow, long> Of)
{
    /// <summary>What it is of rollups that tell enough, as an aggregate. <value>Default the sum of its column.</value></summary>
    public string OfSums { get; init; } = $"SUM({Column})";
}
