namespace Banyan.Intents;

/// <summary>Two operations that may be one intent.</summary>
/// <param name="Id">Stable for the pair.</param>
/// <param name="Legacy">The legacy side, as <c>monolith:order_cancel</c>.</param>
/// <param name="Modern">The modern side, as <c>orders-api:CancelOrder</c>.</param>
/// <param name="Score">How alike they are, 0 to 1.</param>
/// <param name="Margin">How much more alike than the next best pair of either, 0 to 1.</param>
/// <param name="ParameterMap">The legacy side's names to the modern side's.</param>
/// <param name="Status"><c>proposed</c>, <c>granted</c> or <c>rejected</c>.</param>
public sealed record OperatorOverlap(string Id, string Legacy, string Modern, double Score, double Margin, IReadOnlyDictionary<string, string> ParameterMap, string Status);
