using Banyan.Load.Upstream;

namespace Banyan.Load.Scenarios;

/// <summary>What a node is asked for too often.</summary>
/// <param name="Name">As in <c>--only</c>.</param>
/// <param name="Title">As in the report.</param>
/// <param name="Mode">How the upstream answers.</param>
/// <param name="Patience">How long a caller finds an answer worth waiting for.</param>
/// <param name="BufferBytes">Room for a whole answer.</param>
internal sealed record OverloadAsk(string Name, string Title, Mode Mode, TimeSpan Patience, int BufferBytes)
{
    public static readonly IReadOnlyList<OverloadAsk> All =
    [
        new("overload", "0.3 KB body, small whole answer", Mode.Whole, TimeSpan.FromSeconds(1), 4 * 1024),
        new("overload-streams", "0.3 KB body, stream of 40 chunks 5 ms apart", Mode.Paced, TimeSpan.FromSeconds(4), 24 * 1024),
    ];
}
