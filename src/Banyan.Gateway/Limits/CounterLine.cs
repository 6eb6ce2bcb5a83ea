namespace Banyan.Gateway.Limits;

/// <summary>One bucket in one taking: what is asked of it, and what was found. Times are in microseconds.</summary>
public record struct CounterLine
{
    /// <summary>Which bucket.</summary>
    public required BucketKey Key { get; init; }

    /// <summary>Units per minute, or at once; at least 1.</summary>
    public required long Limit { get; set; }

    /// <summary>Whether it lets others take when it is short itself; it is then left as it is.</summary>
    public bool IsShadow { get; init; }

    /// <summary>Units that must fit; 0 only looks.</summary>
    public long Need { get; set; }

    /// <summary>Units wanted beyond, where there is plenty: a node's share. Never taken of requests at once.</summary>
    public long Extra { get; set; }

    /// <summary>Units counted first, whether they fit or not; given back where negative.</summary>
    public long Booked { get; set; }

    /// <summary>How many of those booked were used while no store was in reach.</summary>
    public long Away { get; set; }

    /// <summary>What the node knows to be used, for a store that has forgotten: time until the bucket is full again, or requests of the node's own under way.</summary>
    public double Floor { get; set; }

    /// <summary>The store's memory that <see cref="Floor"/> was read from, 0 for none; afterwards the one that answered.</summary>
    public long Epoch { get; set; }

    /// <summary>Units taken, with extra ones: nothing when any enforced line was short.</summary>
    public long Granted { get; set; }

    /// <summary>What is used afterwards: time until the bucket is full again, or requests of all nodes under way.</summary>
    public double Level { get; set; }

    /// <summary>Whether what is needed did not fit.</summary>
    public bool IsShort { get; set; }

    /// <summary>Whether it was granted by this node alone, no store being in reach.</summary>
    public bool IsAway { get; set; }
}
