namespace Banyan.Intents.Spine;

/// <summary>What an operator decided of two operations that may be the same.</summary>
/// <param name="Legacy"><c>backend:operation</c> or intent key of the legacy side.</param>
/// <param name="Modern">The same of the modern side.</param>
/// <param name="IsAccepted">Whether they are one intent.</param>
internal sealed record OverlapDecision(string Legacy, string Modern, bool IsAccepted);
