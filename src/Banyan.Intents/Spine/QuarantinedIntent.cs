namespace Banyan.Intents.Spine;

/// <summary>An intent, or a change of one, that waits for an operator.</summary>
/// <param name="Key">The intent.</param>
/// <param name="Backend">Whose definition waits.</param>
/// <param name="Reason">Why, in plain words.</param>
/// <param name="Hash">The hash to approve; null when approving does not help and the definition must change.</param>
/// <param name="IsServing">Whether the definition before still serves.</param>
internal sealed record QuarantinedIntent(string Key, string Backend, string Reason, string? Hash, bool IsServing);
