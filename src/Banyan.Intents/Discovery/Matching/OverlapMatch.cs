namespace Banyan.Intents.Discovery.Matching;

/// <summary>Two operations that are alike.</summary>
/// <param name="Left">Index of the one.</param>
/// <param name="Right">Index of the other.</param>
/// <param name="Score">How alike; 0 to 1.</param>
/// <param name="Margin">How much more alike than either is with anything else; negative when something else is more alike.</param>
/// <param name="Names">Parameters and fields of the left side, and what they are called on the right.</param>
internal sealed record OverlapMatch(int Left, int Right, double Score, double Margin, IReadOnlyDictionary<string, string> Names);
