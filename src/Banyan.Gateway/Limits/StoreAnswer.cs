namespace Banyan.Gateway.Limits;

/// <summary>What a store said to an order.</summary>
internal enum StoreAnswer
{
    /// <summary>It took what was needed.</summary>
    Taken,

    /// <summary>A line was short: it took nothing.</summary>
    Refused,

    /// <summary>It is left alone just now: it knows nothing of the order.</summary>
    Unasked,

    /// <summary>It did not answer in time, or failed: nobody knows whether it counted the order.</summary>
    Unknown,
}
