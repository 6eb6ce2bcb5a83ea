namespace Banyan.Gateway.Prompts.Examples;

/// <summary>One thing that was expected of an answer.</summary>
/// <param name="Expected">What, as <c>contains "total"</c>.</param>
/// <param name="IsMet">Whether the answer is so.</param>
public sealed record ExampleCheck(string Expected, bool IsMet);
