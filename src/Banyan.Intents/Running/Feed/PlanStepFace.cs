namespace Banyan.Intents.Running.Feed;

/// <summary>A step of a plan as it is shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Intent">Key of its intent.</param>
/// <param name="When">The user's words it hangs on; null for none.</param>
internal sealed record PlanStepFace(string Id, string Intent, string? When);
