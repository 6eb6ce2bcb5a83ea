using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Reads <c>generationConfig</c>.</summary>
internal static class GeminiConfigReader
{
    public static void Read(GeminiMember config, HubAsk ask, MappingReport report)
    {
        foreach (var member in GeminiMember.Of(config.Value, config.At))
        {
            if (!ReadSampling(member, ask, report))
            {
                ReadRest(member, ask, report);
            }
        }

        ask.Format = GeminiFormatReader.Read(config, report);
    }

    private static bool ReadSampling(GeminiMember member, HubAsk ask, MappingReport report)
    {
        switch (member.Name)
        {
            case "temperature":
                ask.Temperature = member.Number(report);
                return true;
            case "topP":
                ask.TopP = member.Number(report);
                return true;
            case "topK":
                ask.TopK = member.Number(report);
                return true;
            case "maxOutputTokens":
                ask.MaxOutput = member.Number(report);
                return true;
            case "candidateCount":
                ask.Choices = member.Number(report);
                return true;
            case "seed":
                ask.Seed = member.Number(report);
                return true;
            case "presencePenalty":
                ask.PresencePenalty = member.Number(report);
                return true;
            case "frequencyPenalty":
                ask.FrequencyPenalty = member.Number(report);
                return true;
            default:
                return false;
        }
    }

    private static void ReadRest(GeminiMember member, HubAsk ask, MappingReport report)
    {
        switch (member.Name)
        {
            case "responseLogprobs":
                ask.Logprobs = member.Truth(report) is { } wanted ? new Sourced<bool>(wanted, member.At) : null;
                break;
            case "logprobs":
                ask.TopLogprobs = member.Number(report);
                break;
            case "stopSequences":
                var stops = member.Value.Items().Where(stop => stop.ValueKind == JsonValueKind.String).Select(JsonText.From).ToList();
                ask.Stop = new Sourced<IReadOnlyList<JsonText>>(stops, member.At);
                break;
            case "thinkingConfig":
                ask.Reasoning = new Sourced<HubReasoningAsk>(GeminiThinkingReader.Read(member, report), member.At);
                break;
            case "responseModalities" when member.Value.Items().Any(modality => !string.Equals(modality.Text(), "TEXT", StringComparison.OrdinalIgnoreCase)):
                report.Refuse(member.At, "Only text can be answered across dialects; leave `responseModalities` at TEXT.");
                break;
            default:
                break;
        }
    }
}
