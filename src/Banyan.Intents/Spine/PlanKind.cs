namespace Banyan.Intents.Spine;

/// <summary>What a planner decided.</summary>
internal enum PlanKind
{
    /// <summary>Steps to run; a part may still wait for an answer (<see cref="Plan.Clarify"/>).</summary>
    Execute,

    /// <summary>Nothing to run yet: a question.</summary>
    Clarify,

    /// <summary>Nothing to run: words only, as for a greeting.</summary>
    Answer,

    /// <summary>Not to be done.</summary>
    Refuse,
}
