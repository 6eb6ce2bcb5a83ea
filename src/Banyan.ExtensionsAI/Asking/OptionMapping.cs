using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Banyan.Wire;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Asking;

/// <summary>Everything of an ask but its conversation, as options.</summary>
internal static class OptionMapping
{
    public static ChatOptions Map(HubAsk ask, string model, MappingReport report)
    {
        var options = new ChatOptions
        {
            ModelId = model,
            MaxOutputTokens = Number<int>(ask.MaxOutput, report),
            Temperature = Number<float>(ask.Temperature, report),
            TopP = Number<float>(ask.TopP, report),
            TopK = Number<int>(ask.TopK, report),
            Seed = Number<long>(ask.Seed, report),
            PresencePenalty = Number<float>(ask.PresencePenalty, report),
            FrequencyPenalty = Number<float>(ask.FrequencyPenalty, report),
            StopSequences = ask.Stop?.Value.Select(text => text.ToString()).ToList(),
            Reasoning = Reasoning(ask.Reasoning, report),
        };
        if (Number<int>(ask.Choices, report) is > 1)
        {
            report.Refuse(ask.Choices!.At, "A chat client gives one answer; ask several times for several.");
        }

        ToolMapping.Map(ask, options, report);
        Format(ask.Format?.Value, options);
        return options;
    }

    private static void Format(HubFormat? format, ChatOptions options)
    {
        switch (format?.Kind)
        {
            case HubFormatKind.Object:
                options.ResponseFormat = ChatResponseFormat.Json;
                break;
            case HubFormatKind.Schema:
                options.ResponseFormat = ChatResponseFormat.ForJsonSchema(Element(format.Schema ?? JsonRaw.EmptyObject), format.Name?.ToString(), format.Description?.ToString());
                if (format.Strict is { } strict)
                {
                    options.AdditionalProperties = new AdditionalPropertiesDictionary { ["strict"] = strict };
                }

                break;
        }
    }

    /// <summary>A JSON value that outlives the ask.</summary>
    public static JsonElement Element(JsonRaw raw)
    {
        using var document = JsonDocument.Parse(raw.Utf8);
        return document.RootElement.Clone();
    }

    private static ReasoningOptions? Reasoning(Sourced<HubReasoningAsk>? asked, MappingReport report)
    {
        if (asked is null)
        {
            return null;
        }

        var effort = asked.Value switch
        {
            { IsDisabled: true } => ReasoningEffort.None,
            { Effort: "minimal" or "low" } => ReasoningEffort.Low,
            { Effort: "medium" } => ReasoningEffort.Medium,
            { Effort: "high" } => ReasoningEffort.High,
            { Effort: "xhigh" or "max" } => ReasoningEffort.ExtraHigh,
            _ => (ReasoningEffort?)null,
        };
        if (effort is null)
        {
            report.Drop(asked.At);
        }

        return effort is null ? null : new ReasoningOptions { Effort = effort };
    }

    private static T? Number<T>(Sourced<JsonRaw>? asked, MappingReport report)
        where T : struct, INumber<T>
    {
        if (asked is null)
        {
            return null;
        }

        if (T.TryParse(asked.Value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && T.IsFinite(number))
        {
            return number;
        }

        report.Refuse(new Failure(FailureKind.CallerFault, "invalid_request", $"`{asked.At}` is out of range.") { Param = asked.At });
        return null;
    }
}
