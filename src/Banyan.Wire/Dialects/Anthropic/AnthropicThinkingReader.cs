using System.Text.Json;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Reads <c>thinking</c> and <c>output_config.effort</c> as one wish.</summary>
internal static class AnthropicThinkingReader
{
    private const string EffortAt = "/output_config/effort";

    public static Sourced<HubReasoningAsk>? Read(JsonElement root, MappingReport report)
    {
        var effort = root.Member("output_config")?.Word("effort");
        var thinking = root.Member("thinking");
        var ask = thinking?.Word("type") switch
        {
            "enabled" => new HubReasoningAsk { BudgetTokens = Budget(thinking.Value, report) },
            "adaptive" => new HubReasoningAsk { IsAdaptive = true, Effort = effort },
            "disabled" => new HubReasoningAsk { IsDisabled = true },
            null => null,
            var other => Unknown(other, report),
        };
        if (effort is not null && ask?.Effort is null)
        {
            // Effort alone steers how much is written, not whether the model thinks; nothing elsewhere does that.
            report.Drop(EffortAt);
        }

        return ask is null ? null : new(ask, "/thinking");
    }

    private static long? Budget(JsonElement thinking, MappingReport report)
    {
        if (thinking.Member("budget_tokens") is { ValueKind: JsonValueKind.Number } budget && budget.TryGetInt64(out var tokens))
        {
            return tokens;
        }

        report.Refuse("/thinking/budget_tokens", "`thinking.budget_tokens` must be a whole number of tokens.");
        return null;
    }

    private static HubReasoningAsk? Unknown(string type, MappingReport report)
    {
        report.Refuse("/thinking/type", $"`thinking.type` `{type}` is not known here.");
        return null;
    }
}
