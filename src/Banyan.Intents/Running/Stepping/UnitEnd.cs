using Banyan.Intents.Running.Journal;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Stepping;

/// <summary>How far a unit came.</summary>
internal abstract record UnitEnd
{
    private UnitEnd()
    {
    }

    /// <summary>It has ended, and that is journalled.</summary>
    public sealed record Ended(StepOutcome Outcome) : UnitEnd;

    /// <summary>It waits for a yes.</summary>
    /// <param name="Id">The unit.</param>
    /// <param name="Need">The yes.</param>
    /// <param name="Before">Events to journal with the question.</param>
    public sealed record Waits(string Id, ConfirmationNeed Need, IReadOnlyList<JournalEntry> Before) : UnitEnd;

    /// <summary>It lacks an argument.</summary>
    public sealed record Asks(Clarification Question) : UnitEnd;

    /// <summary>The run is to stop before it.</summary>
    public sealed record Stopped : UnitEnd;

    /// <summary>Some elements of a list wait, others ended.</summary>
    public sealed record Several(IReadOnlyList<UnitEnd> All) : UnitEnd;
}
