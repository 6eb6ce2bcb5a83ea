namespace Banyan.Intents.Spine;

/// <summary>An intent's stage moved.</summary>
/// <param name="Tenant">For whom.</param>
/// <param name="Intent">Key of the intent.</param>
/// <param name="From">The stage before, as <c>modern</c>.</param>
/// <param name="To">The stage now, as <c>canary:10</c>.</param>
/// <param name="Reason">Why, with the figures.</param>
/// <param name="At">When.</param>
internal sealed record StageChange(string Tenant, string Intent, string From, string To, string Reason, DateTimeOffset At);
