namespace Banyan.Gateway.Limits;

/// <summary>The buckets as the limiter sees them, wherever they are counted. Thread-safe; never fails.</summary>
internal interface IBuckets
{
    /// <summary>Takes what every enforced line needs, or nothing, and writes into the lines what it found.</summary>
    ValueTask<bool> TakeAsync(CounterLine[] lines, CancellationToken cancellationToken);

    /// <summary>Looks at buckets where they are counted.</summary>
    ValueTask ReadAsync(CounterLine[] lines, CancellationToken cancellationToken);

    /// <summary>What is used of a bucket as far as this node knows, as <see cref="CounterLine.Level"/>.</summary>
    double Peek(in BucketKey key);

    /// <summary>Counts units after the fact, or gives them back where negative.</summary>
    void Book(in CounterLine line, long units);

    /// <summary>The share in use of every bucket in use, as far as this node knows.</summary>
    IEnumerable<KeyValuePair<BucketKey, double>> Used();
}
