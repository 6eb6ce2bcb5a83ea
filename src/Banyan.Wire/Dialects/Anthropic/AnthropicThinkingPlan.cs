using System.Globalization;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>How an upstream is told to think: the wish brought into this wire's rules, everything given up named.</summary>
/// <param name="Type"><c>enabled</c>, <c>adaptive</c>, <c>disabled</c>; null when nothing is said.</param>
/// <param name="Budget">Tokens, with <c>enabled</c>.</param>
/// <param name="Effort">Word for <c>output_config.effort</c>, with <c>adaptive</c>.</param>
internal sealed record AnthropicThinkingPlan(string? Type = null, long Budget = 0, string? Effort = null)
{
    private const int LeastBudget = 1024;

    /// <summary>Whether the model will think, so that sampling and tool choice are bound.</summary>
    public bool IsOn => Type is "enabled" or "adaptive";

    public static AnthropicThinkingPlan Make(HubAsk ask, TargetFacts target, MappingReport report)
    {
        if (ask.Reasoning is not { } wish)
        {
            return new AnthropicThinkingPlan();
        }

        if (wish.Value.IsDisabled || wish.Value.Effort is "none" || wish.Value.BudgetTokens == 0)
        {
            return new AnthropicThinkingPlan("disabled");
        }

        if (wish.Value is { Effort: null, BudgetTokens: null, IsAdaptive: false })
        {
            return new AnthropicThinkingPlan();
        }

        if (IsForced(ask, target) || (!target.AdaptiveThinking && AnthropicToolLoop.LacksThought(ask, target)))
        {
            report.Drop(wish.At);
            return new AnthropicThinkingPlan();
        }

        return target.AdaptiveThinking ? new AnthropicThinkingPlan("adaptive", Effort: EffortOf(wish.Value)) : Budgeted(ask, target, report);
    }

    private static AnthropicThinkingPlan Budgeted(HubAsk ask, TargetFacts target, MappingReport report)
    {
        var wish = ask.Reasoning!;
        var asked = wish.Value.BudgetTokens ?? BudgetOf(wish.Value.Effort);
        var limit = (long)(AnthropicNumbers.Value(ask.MaxOutput?.Value) ?? target.DefaultMaxOutput ?? 0) - 1;
        if (limit < LeastBudget)
        {
            report.Drop(wish.At);
            return new AnthropicThinkingPlan();
        }

        var budget = Math.Clamp(asked, LeastBudget, limit);
        if (budget != asked)
        {
            report.Clamp(wish.At, budget.ToString(CultureInfo.InvariantCulture));
        }

        return new AnthropicThinkingPlan("enabled", budget);
    }

    // Forced calls and thinking exclude each other.
    private static bool IsForced(HubAsk ask, TargetFacts target) =>
        (ask.ToolChoice?.Value.Mode is HubToolMode.Required or HubToolMode.Named && ask.Tools.Count > 0) || AnthropicFormatTool.IsNeeded(ask, target);

    private static long BudgetOf(string? effort) => effort switch
    {
        "minimal" or "low" => 1024,
        "high" => 4096,
        "xhigh" => 8192,
        "max" => 16384,
        _ => 2048,
    };

    private static string? EffortOf(HubReasoningAsk wish) => wish switch
    {
        { Effort: "minimal" } => "low",
        { Effort: { } effort } => effort,
        { BudgetTokens: null or < 0 } => null,
        { BudgetTokens: <= 1024 } => "low",
        { BudgetTokens: <= 2048 } => "medium",
        { BudgetTokens: <= 4096 } => "high",
        { BudgetTokens: <= 8192 } => "xhigh",
        _ => "max",
    };
}
