namespace Banyan.Intents.Mapping;

/// <summary>A value that could not be said in the other side's words. It is left out, never guessed. Values themselves are not told: they may be personal.</summary>
/// <param name="Field">Where, in the names of the side that was read.</param>
/// <param name="Reason">Why.</param>
internal sealed record MapFault(string Field, string Reason);
