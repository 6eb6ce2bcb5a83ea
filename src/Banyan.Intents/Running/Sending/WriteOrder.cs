using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.State;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Sending;

/// <summary>A write that passed every check and is to be sent.</summary>
/// <param name="Call">The call.</param>
/// <param name="Start">What is journalled before it is sent; the side is filled in.</param>
/// <param name="Before">Events journalled with the start: condition and guard rails.</param>
/// <param name="Scope">The run as it stands.</param>
internal sealed record WriteOrder(StepCall Call, StepStart Start, IReadOnlyList<JournalEntry> Before, RunScope Scope)
{
    /// <summary>The thing it changes, for the order of writes: the value of the owner's parameter, else everything of the family.</summary>
    public string Thing =>
        Call.Intent.Owner is { } owner && Call.Arguments.TryGetProperty(owner.Resource, out var value) ? value.ToString() : "";
}
