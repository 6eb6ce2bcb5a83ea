using Banyan.Intents.Spine;

namespace Banyan.Intents;

/// <summary>What became of a message that was handed in.</summary>
/// <param name="RunId">The run that answers it; watch it for the answer. Empty when <paramref name="Refused"/> is there.</param>
/// <param name="After">The number of the run's events before which nothing belongs to this message.</param>
/// <param name="Refused">Why it was not taken; null when it was. Codes: <c>conversation_not_found</c>, <c>message_invalid</c>, <c>message_changed</c>, <c>message_expired</c>, <c>conversation_busy</c>, <c>rate_limited</c>.</param>
public sealed record Accepted(string RunId, long After, Problem? Refused)
{
    internal static Accepted No(string code, string detail) => new("", 0, new Problem(code, detail));
}
