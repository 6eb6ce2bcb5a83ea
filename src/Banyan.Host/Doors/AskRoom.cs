using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>How many asks a node takes on at once. What is more is refused before its body is read, so that those under way end in time. Thread-safe, allocates nothing.</summary>
/// <param name="most">How many.</param>
internal sealed class AskRoom(int most)
{
    private int _underWay;
    private long _refused;

    /// <summary>What one is told for whom there is no room.</summary>
    public static Failure Full { get; } =
        new(FailureKind.Busy, "overloaded", "This node has as many requests under way as it takes on; ask again.") { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>Asks that are in.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Asks refused since the start.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Lets one in; who is in must <see cref="Leave"/>.</summary>
    /// <returns>False when there is no room.</returns>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _underWay) <= most)
        {
            return true;
        }

        Interlocked.Decrement(ref _underWay);
        Interlocked.Increment(ref _refused);
        return false;
    }

    /// <summary>Makes room again.</summary>
    public void Leave() => Interlocked.Decrement(ref _underWay);
}
