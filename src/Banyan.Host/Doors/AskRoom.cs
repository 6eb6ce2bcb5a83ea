using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>How many asks a node takes on at once. What is more is refused before its body is read, so that those under way end in time. Thread-safe, allocates nothing.</summary>
/// <remarks>
/// The bound follows how long work stands in line for a thread: what a node can do at once is not known beforehand, that it has taken on too much is. It falls to what is under way and
/// less while the line is long, and grows only while somebody is refused for it.
/// </remarks>
/// <param name="most">The bound it never exceeds.</param>
/// <param name="shedAfter">The longest line that is fine; zero keeps the bound where it is.</param>
internal sealed class AskRoom(int most, TimeSpan shedAfter)
{
    /// <summary>Asks any node can have under way, however long its line: so few never make one by themselves.</summary>
    public const int Fewest = 256;

    private const double DeepestCut = 0.5, ShallowestCut = 0.9, Growth = 1.125;
    private readonly int _fewest = Math.Min(most, Fewest);
    private readonly int _most = most;
    private int _bound = most;
    private int _underWay;
    private long _refused;
    private long _weighed;
    private long _line;

    /// <summary>What one is told for whom there is no room.</summary>
    public static Failure Full { get; } =
        new(FailureKind.Busy, "overloaded", "This node has as many requests under way as it takes on; ask again.") { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>Asks that are in.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Asks refused since the start.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>The bound now.</summary>
    public int Bound => Volatile.Read(ref _bound);

    /// <summary>The line that was weighed last.</summary>
    public TimeSpan Line => TimeSpan.FromTicks(Interlocked.Read(ref _line));

    /// <summary>Whether the bound follows the line.</summary>
    public bool Follows => shedAfter > TimeSpan.Zero;

    /// <summary>Lets one in; who is in must <see cref="Leave"/>.</summary>
    /// <returns>False when there is no room.</returns>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _underWay) <= Volatile.Read(ref _bound))
        {
            return true;
        }

        Interlocked.Decrement(ref _underWay);
        Interlocked.Increment(ref _refused);
        return false;
    }

    /// <summary>Whether there is no room for what does not count as an ask, but costs as it does; counted as refused where there is none.</summary>
    public bool Refuses()
    {
        if (Volatile.Read(ref _underWay) < Volatile.Read(ref _bound))
        {
            return false;
        }

        Interlocked.Increment(ref _refused);
        return true;
    }

    /// <summary>Makes room again.</summary>
    public void Leave() => Interlocked.Decrement(ref _underWay);

    /// <summary>Sets the bound by how long work stood in line. For one caller at a time.</summary>
    /// <param name="line">The shortest wait of a while: what a moment's burst or a collection makes others wait is no line.</param>
    public void Weigh(TimeSpan line)
    {
        var (refused, bound) = (Refused, Bound);
        var isWanted = refused > _weighed;
        _weighed = refused;
        Interlocked.Exchange(ref _line, line.Ticks);
        if (!Follows)
        {
            return;
        }

        if (line > shedAfter)
        {
            var kept = Math.Clamp(shedAfter / line, DeepestCut, ShallowestCut);
            Volatile.Write(ref _bound, Math.Max(_fewest, (int)(Math.Min(bound, UnderWay) * kept)));
        }
        else if (isWanted && line < shedAfter / 2)
        {
            Volatile.Write(ref _bound, (int)Math.Min(_most, Math.Ceiling(bound * Growth)));
        }
    }
}
