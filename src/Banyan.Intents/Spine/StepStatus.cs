namespace Banyan.Intents.Spine;

/// <summary>Where a step stands.</summary>
internal enum StepStatus
{
    /// <summary>Not begun.</summary>
    Pending,

    /// <summary>Waits for a confirmation, an answer, or a step that did not succeed.</summary>
    Blocked,

    /// <summary>Its condition was false or unknown.</summary>
    Skipped,

    /// <summary>A guard rail said no; nothing was sent.</summary>
    Denied,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Provably not done.</summary>
    Failed,

    /// <summary>Sent, and nobody knows.</summary>
    UnknownOutcome,

    /// <summary>Done and taken back.</summary>
    Compensated,
}
