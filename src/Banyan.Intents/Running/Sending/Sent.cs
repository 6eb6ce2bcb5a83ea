using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Sending;

/// <summary>What came of a call, after retries and fallback.</summary>
/// <param name="Reply">The last reply.</param>
/// <param name="By">Who gave it; null when nobody was asked.</param>
/// <param name="Route"><c>primary</c>, <c>affinity</c> or <c>fallback</c>; null when nobody was asked.</param>
/// <param name="Choice">The route that was chosen.</param>
internal sealed record Sent(BackendReply Reply, IntentOperation? By, string? Route, RouteChoice Choice)
{
    /// <summary>Whether nobody knows if it happened.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>The backends' time, all attempts together.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Nobody could be asked.</summary>
    public static Sent Nobody(RouteChoice choice) => new(new BackendReply { Problem = choice.Problem ?? Nowhere }, null, null, choice);

    private static Problem Nowhere { get; } = new(ProblemWords.BackendUnavailable, "No backend does this now.");
}
