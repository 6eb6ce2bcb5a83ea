using Banyan.Gateway.Prompts.Examples;
using Banyan.Wire;

namespace Banyan.Host.Composing;

/// <summary>How a version did with one example.</summary>
/// <param name="Example">The example.</param>
/// <param name="Answer">What was answered; null when nothing was.</param>
/// <param name="Failed">Why nothing was; null when something was.</param>
/// <param name="Checks">What was expected, each met or not; empty when nothing was answered.</param>
internal sealed record Trial(PromptExample Example, CompletionAnswer? Answer, Failure? Failed, IReadOnlyList<ExampleCheck> Checks)
{
    /// <summary>Share of what was expected that is met, 0 to 1; 0 when nothing was answered.</summary>
    public double Score => Checks.Count == 0 ? 0 : (double)Checks.Count(check => check.IsMet) / Checks.Count;
}
