using Banyan.Intents.Spine;

namespace Banyan.Intents.Running;

/// <summary>The words of statuses on every wire and in the store.</summary>
internal static class RunWords
{
    /// <summary>Word of a run's status.</summary>
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Planned => "planned",
        RunStatus.AwaitingConfirmation => "awaiting_confirmation",
        RunStatus.Running => "running",
        RunStatus.Succeeded => "succeeded",
        RunStatus.Partial => "partial",
        RunStatus.Failed => "failed",
        RunStatus.Cancelled => "cancelled",
        RunStatus.Expired => "expired",
    };

    /// <summary>Word of a step's status.</summary>
    public static string Of(StepStatus status) => status switch
    {
        StepStatus.Pending => "pending",
        StepStatus.Blocked => "blocked",
        StepStatus.Skipped => "skipped",
        StepStatus.Denied => "denied",
        StepStatus.Running => "running",
        StepStatus.Succeeded => "succeeded",
        StepStatus.Failed => "failed",
        StepStatus.UnknownOutcome => "unknown_outcome",
        StepStatus.Compensated => "compensated",
    };
}
