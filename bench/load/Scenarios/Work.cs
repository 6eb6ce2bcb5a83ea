using Banyan.Load.Upstream;

namespace Banyan.Load.Scenarios;

/// <summary>One kind of load.</summary>
/// <param name="Name">As in <c>--only</c>.</param>
/// <param name="Title">As in the report.</param>
/// <param name="Mode">How the upstream answers.</param>
/// <param name="BodyBytes">Length of the ask's body.</param>
/// <param name="Connections">Connections in a closed loop; 0 where asks leave at <paramref name="PerSecond"/>.</param>
/// <param name="PerSecond">Asks per second in an open loop.</param>
/// <param name="MostOfNginx">The target: processor time as a multiple of nginx's; 0 where it is another.</param>
/// <param name="LeastPerSecond">The target: answers per second of one core; 0 where it is another.</param>
internal sealed record Work(string Name, string Title, Mode Mode, int BodyBytes, int Connections, int PerSecond, double MostOfNginx, int LeastPerSecond = 0)
{
    public static readonly IReadOnlyList<Work> Cpu =
    [
        new("small", "0.3 KB body", Mode.Whole, 300, 16, 0, 3.5),
        new("8kb", "8 KB body", Mode.Whole, 8 * 1024, 16, 0, 3.8),
        new("100kb", "100 KB body", Mode.Whole, 100 * 1024, 16, 0, 3),
        new("300kb", "300 KB body", Mode.Whole, 300 * 1024, 16, 0, 0, 250),
        new("burst", "stream, 40 chunks at once", Mode.Burst, 300, 16, 0, 1.4),
        new("paced", "stream, 40 chunks 5 ms apart", Mode.Paced, 300, 32, 0, 3.3),
    ];

    /// <summary>Whether processor time is looked at; else what the caller waits for.</summary>
    public bool IsCpu => MostOfNginx > 0 || LeastPerSecond > 0;

    public static readonly IReadOnlyList<Work> Latency =
    [
        new("wait", "60 ms upstream, 300 requests/s", Mode.Wait, 300, 0, 300, 0),
        new("one", "0.3 KB body, one connection", Mode.Whole, 300, 1, 0, 0),
        new("first", "stream 5 ms apart, one at a time", Mode.Paced, 300, 1, 0, 0),
    ];
}
