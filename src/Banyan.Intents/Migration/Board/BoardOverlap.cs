namespace Banyan.Intents.Migration.Board;

/// <summary>Two operations that may be one intent.</summary>
/// <param name="Id">What an operator decides on.</param>
/// <param name="Legacy">As <c>monolith:order_cancel</c>.</param>
/// <param name="Modern">As <c>orders-api:CancelOrder</c>.</param>
/// <param name="Score">How alike they are, 0 to 1.</param>
/// <param name="Margin">How much more alike than the next best pair, 0 to 1.</param>
internal sealed record BoardOverlap(string Id, string Legacy, string Modern, double Score, double Margin);
