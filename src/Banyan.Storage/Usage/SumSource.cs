namespace Banyan.Storage.Usage;

/// <summary>Where sums are read, the finest first.</summary>
internal enum SumSource
{
    /// <summary>The rows of the ledger themselves.</summary>
    Rows,

    /// <summary>Rollups by hour.</summary>
    Hours,

    /// <summary>Rollups by day.</summary>
    Days,

    /// <summary>Rollups by ISO week.</summary>
    Weeks,
}
