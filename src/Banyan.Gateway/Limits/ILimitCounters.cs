namespace Banyan.Gateway.Limits;

/// <summary>The buckets, where they are counted: in memory, in PostgreSQL or in Redis. Each call is one decision, and in a store one round trip.</summary>
/// <remarks>A bucket holds one minute's worth and refills continuously, by the clock of whoever keeps it. Stores that are away throw <see cref="Spine.StoreAwayException"/>.</remarks>
public interface ILimitCounters
{
    /// <summary>How long what a node holds counts after its last sign of life.</summary>
    static TimeSpan NodeLife => TimeSpan.FromSeconds(15);

    /// <summary>Its name in the log.</summary>
    string Name { get; }

    /// <summary>How long an answer is awaited before a request goes on without it.</summary>
    TimeSpan Patience { get; }

    /// <summary>Books, then takes what every enforced line needs, or nothing; and writes into the lines what it found.</summary>
    /// <returns>Whether it took.</returns>
    ValueTask<bool> TakeAsync(CounterLine[] lines, CancellationToken cancellationToken);

    /// <summary>Says that this node lives, keeps what it holds from running out, and forgets buckets that are full.</summary>
    /// <param name="held">Requests of this node under way, in <see cref="CounterLine.Floor"/>, and how many more the store may rightly hold, in <see cref="CounterLine.Need"/>: what it has beside that is put right.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many nodes live, this one included.</returns>
    ValueTask<int> BeatAsync(IReadOnlyList<CounterLine> held, CancellationToken cancellationToken);
}
