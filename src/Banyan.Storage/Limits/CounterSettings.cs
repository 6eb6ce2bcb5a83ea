namespace Banyan.Storage.Limits;

/// <summary>How counters that nodes share are asked.</summary>
/// <param name="RedisPatience">How long a request waits for Redis before it goes on without it.</param>
/// <param name="DatabasePatience">How long it waits for PostgreSQL.</param>
/// <param name="Clock">A clock in place of the stores' own, for tests; null for theirs.</param>
public sealed record CounterSettings(TimeSpan RedisPatience, TimeSpan DatabasePatience, TimeProvider? Clock = null)
{
    /// <summary>20 ms for Redis, 250 ms for PostgreSQL, by their own clocks.</summary>
    public static CounterSettings Usual { get; } = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(250));
}
