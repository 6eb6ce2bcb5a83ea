using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>The quirk <c>totalGap: reasoning</c>: a total above its parts is hidden reasoning (U3).</summary>
internal static class TotalGap
{
    public static bool IsReasoning(AnswerFacts facts) =>
        facts.Quirks.TryGetValue("totalGap", out var gap) && string.Equals(gap, "reasoning", StringComparison.OrdinalIgnoreCase);
}
