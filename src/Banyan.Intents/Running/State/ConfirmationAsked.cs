namespace Banyan.Intents.Running.State;

/// <summary>A yes the run waits for.</summary>
/// <param name="Code">As <c>7K3Q</c>.</param>
/// <param name="Text">What is to be done, in plain words.</param>
/// <param name="Hashes">What the yes is good for, by step.</param>
/// <param name="ExpiresAt">When it is over.</param>
internal sealed record ConfirmationAsked(string Code, string Text, IReadOnlyDictionary<string, string> Hashes, DateTimeOffset ExpiresAt);
