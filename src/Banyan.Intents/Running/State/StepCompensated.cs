using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.State;

/// <summary>A step that was taken back, or should have been.</summary>
/// <param name="StepId">The step.</param>
/// <param name="By">How the taking back ended.</param>
internal sealed record StepCompensated(string StepId, StepOutcome By);
