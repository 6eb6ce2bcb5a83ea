using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Names what an ask has and this wire lacks, and refuses what can't be given up.</summary>
internal static class AnthropicLosses
{
    public static void Name(HubAsk ask, MappingReport report)
    {
        Refuse(ask, report);
        foreach (var at in (string?[])
            [
                ask.Seed?.At, ask.PresencePenalty?.At, ask.FrequencyPenalty?.At, ask.Verbosity?.At,
                ask.PromptCacheKey?.At, ask.PromptCacheRetention?.At, ask.Store?.At, ask.Metadata?.At,
                ask.User is null ? null : ask.SafetyIdentifier?.At,
            ])
        {
            if (at is not null)
            {
                report.Drop(at);
            }
        }
    }

    private static void Refuse(HubAsk ask, MappingReport report)
    {
        if (ask.Choices is { } choices && AnthropicNumbers.Value(choices.Value) is not 1)
        {
            report.Refuse(choices.At, "This model gives one answer at a time.");
        }

        if (ask.Logprobs is { Value: true } logprobs)
        {
            report.Refuse(logprobs.At, "This model tells no log probabilities.");
        }

        if (ask.TopLogprobs is { } top && AnthropicNumbers.Value(top.Value) is not 0)
        {
            report.Refuse(top.At, "This model tells no log probabilities.");
        }
    }
}
