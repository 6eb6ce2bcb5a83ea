using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Reads <c>thinkingConfig</c>: a budget (0 off, -1 the model decides) or a level.</summary>
internal static class GeminiThinkingReader
{
    public static HubReasoningAsk Read(GeminiMember config, MappingReport report)
    {
        var wish = new HubReasoningAsk();
        foreach (var member in GeminiMember.Of(config.Value, config.At))
        {
            wish = member.Name switch
            {
                "thinkingBudget" => WithBudget(wish, member, report),
                "thinkingLevel" => WithLevel(wish, member, report),
                "includeThoughts" => wish with { IncludeThoughts = member.Truth(report) },
                _ => wish,
            };
        }

        // Thoughts asked for without an amount: the model decides how much.
        return wish is { BudgetTokens: null, Effort: null, IsDisabled: false } ? wish with { IsAdaptive = true } : wish;
    }

    private static HubReasoningAsk WithBudget(HubReasoningAsk wish, GeminiMember member, MappingReport report) =>
        member.Number(report) is null || !member.Value.TryGetInt64(out var tokens) ? wish
        : tokens == 0 ? wish with { IsDisabled = true }
        : tokens < 0 ? wish with { IsAdaptive = true }
        : wish with { BudgetTokens = tokens };

    private static HubReasoningAsk WithLevel(HubReasoningAsk wish, GeminiMember member, MappingReport report)
    {
        var level = member.Text(report)?.ToString().ToLowerInvariant();
        return level is null or "thinking_level_unspecified" ? wish : wish with { Effort = level };
    }
}
