using System.Text.Json;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Writes <c>thinkingConfig</c>: a level for 3.x models, a budget for 2.5.</summary>
internal static class GeminiThinkingWriter
{
    public static void Write(Utf8JsonWriter writer, Sourced<HubReasoningAsk>? asked, TargetFacts target, MappingReport report)
    {
        if (asked is null)
        {
            return;
        }

        var wish = asked.Value;
        var isOff = wish.IsDisabled || wish.Effort is "none";
        writer.WriteStartObject("thinkingConfig"u8);
        if (target.ThinkingLevel)
        {
            WriteLevel(writer, wish, asked.At, isOff, report);
        }
        else
        {
            WriteBudget(writer, wish, asked.At, isOff, report);
        }

        if (!isOff)
        {
            writer.WriteBoolean("includeThoughts"u8, wish.IncludeThoughts ?? true);
        }

        writer.WriteEndObject();
    }

    private static void WriteBudget(Utf8JsonWriter writer, HubReasoningAsk wish, string at, bool isOff, MappingReport report)
    {
        long? budget = isOff ? 0 : wish.BudgetTokens ?? BudgetOf(wish.Effort) ?? (wish.IsAdaptive ? -1 : null);
        if (budget is { } tokens)
        {
            writer.WriteNumber("thinkingBudget"u8, tokens);
        }
        else if (wish.Effort is not null)
        {
            report.Drop(at);
        }
    }

    // A model with levels can't be told not to think at all: its lowest level is nearest, and the difference is named.
    private static void WriteLevel(Utf8JsonWriter writer, HubReasoningAsk wish, string at, bool isOff, MappingReport report)
    {
        var effort = isOff ? "none" : wish.Effort ?? EffortOf(wish.BudgetTokens);
        var level = effort switch
        {
            "none" or "minimal" => "minimal",
            "low" => "low",
            "medium" => "medium",
            "high" or "xhigh" or "max" => "high",
            _ => null,
        };
        if (level is null)
        {
            if (effort is not null)
            {
                report.Drop(at);
            }

            return;
        }

        if (effort is "none" or "xhigh" or "max")
        {
            report.Clamp(at, level);
        }

        writer.WriteString("thinkingLevel"u8, level);
    }

    private static long? BudgetOf(string? effort) => effort switch
    {
        "minimal" or "low" => 1024,
        "medium" => 2048,
        "high" => 4096,
        "xhigh" => 8192,
        "max" => 16384,
        _ => null,
    };

    private static string? EffortOf(long? budget) => budget switch
    {
        null => null,
        <= 1024 => "low",
        <= 2048 => "medium",
        <= 4096 => "high",
        <= 8192 => "xhigh",
        _ => "max",
    };
}
