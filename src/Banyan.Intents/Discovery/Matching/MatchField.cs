namespace Banyan.Intents.Discovery.Matching;

/// <summary>A parameter or a field of a result, as the matcher sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Words">What is said of it.</param>
/// <param name="Type">Its JSON type; empty when not said.</param>
/// <param name="Values">Its only values; empty when not said.</param>
/// <param name="IsRequired">Whether it must be there.</param>
internal sealed record MatchField(string Name, string Words, string Type, IReadOnlyList<string> Values, bool IsRequired);
