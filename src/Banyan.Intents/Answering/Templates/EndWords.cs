using Banyan.Intents.Spine;

namespace Banyan.Intents.Answering.Templates;

/// <summary>The words by which a template asks how a step ended.</summary>
internal static class EndWords
{
    /// <summary>The word; null for a step that has not ended.</summary>
    public static string? Of(StepStatus status) => status switch
    {
        StepStatus.Succeeded => "ok",
        StepStatus.Skipped => "skipped",
        StepStatus.Denied => "denied",
        StepStatus.Failed => "failed",
        StepStatus.UnknownOutcome => "unknown",
        StepStatus.Blocked => "blocked",
        StepStatus.Pending or StepStatus.Running or StepStatus.Compensated => null,
    };
}
