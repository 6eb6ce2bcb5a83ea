namespace Banyan.Intents.Planning.Lexical.Reading;

/// <summary>Words that begin a condition.</summary>
/// <param name="First">First token.</param>
/// <param name="Count">How many tokens it has.</param>
/// <param name="IsUnless">Whether it turns the condition round.</param>
internal readonly record struct Marker(int First, int Count, bool IsUnless);
