namespace Banyan.Intents.Planning.Lexical.Values;

/// <summary>An address in a text, as it was written.</summary>
/// <param name="Street">Street and number.</param>
/// <param name="City">Town.</param>
/// <param name="Zip">Postcode.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
internal sealed record FoundAddress(string Street, string City, string Zip, int Start, int End);
