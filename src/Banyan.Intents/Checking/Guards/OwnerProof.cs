using System.Text.Json;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Guards;

/// <summary>What the proof of ownership came to.</summary>
/// <param name="Problem">Why the step may not run; null when it may.</param>
/// <param name="IsOwned">Whether the record was proved to be the caller's; false too when the step's own answer will be the proof.</param>
/// <param name="Record">The record that was read, for the words of a confirmation; null when none was.</param>
internal sealed record OwnerProof(Problem? Problem, bool IsOwned, JsonElement? Record)
{
    /// <summary>Nothing is owned here, or the answer will prove it.</summary>
    public static OwnerProof Later { get; } = new(null, false, null);

    /// <summary>Another's, or nobody's: the two read the same.</summary>
    public static OwnerProof NotYours { get; } = new(new Problem(ProblemWords.DeniedOwner, GuardWords.NotYours), false, null);

    /// <summary>Nobody can say: closed.</summary>
    public static OwnerProof Unproven { get; } = new(new Problem(ProblemWords.DeniedOwnerUnproven, GuardWords.Unproven), false, null);
}
