using Banyan.Load.Upstream;

namespace Banyan.Load.Scenarios;

/// <summary>What a node is asked for too often.</summary>
/// <param name="Name">As in <c>--only</c>.</param>
/// <param name="Title">As in the report.</param>
/// <param name="Mode">How the upstream answers.</param>
/// <param name="Patience">How long a caller finds an answer worth waiting for.</param>
/// <param name="BufferBytes">Room for a whole answer.</param>
/// <param name="Step">How long each amount is offered on the way to the peak; several times what an answer takes.</param>
internal sealed record OverloadAsk(string Name, string Title, Mode Mode, TimeSpan Patience, int BufferBytes, TimeSpan Step)
{
    public static readonly IReadOnlyList<OverloadAsk> All =
    [
        new("overload", "0.3 KB body, small whole answer", Mode.Whole, TimeSpan.FromSeconds(1), 4 * 1024, TimeSpan.FromSeconds(4)),
        new("overload-streams", "0.3 KB body, stream of 40 chunks 5 ms apart", Mode.Paced, TimeSpan.FromSeconds(4), 24 * 1024, TimeSpan.FromSeconds(4)),
        new("overload-long", "0.3 KB body, stream of 400 chunks 5 ms apart", Mode.Long, TimeSpan.FromSeconds(10), 128 * 1024, TimeSpan.FromSeconds(12)),
    ];
}
