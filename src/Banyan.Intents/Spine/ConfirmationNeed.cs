namespace Banyan.Intents.Spine;

/// <summary>A yes that is needed.</summary>
/// <param name="Hash">Hash of plan slice, arguments and definition: the yes is good for this alone.</param>
/// <param name="Text">Resolved arguments, condition and evidence in plain words.</param>
internal sealed record ConfirmationNeed(string Hash, string Text);
