namespace Banyan.Intents.Spine;

/// <summary>What a message says to an open confirmation.</summary>
/// <param name="IsYes">True for a yes, false for a no, null when it is neither: another message.</param>
/// <param name="Code">The code it names, upper case; null when it names none.</param>
internal sealed record ConfirmationSaid(bool? IsYes, string? Code);
