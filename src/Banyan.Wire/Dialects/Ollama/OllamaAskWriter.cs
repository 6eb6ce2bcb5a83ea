using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Writes a hub ask for Ollama's native chat.</summary>
internal static class OllamaAskWriter
{
    public static byte[] Write(HubAsk ask, TargetFacts target, MappingReport report)
    {
        RefuseWhatHasNoForm(ask, report);
        NameWhatIsDropped(ask, report);
        return JsonWriting.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("model"u8, target.Model);
            writer.WriteStartArray("messages"u8);
            OllamaMessageWriter.Write(writer, ask.Turns, report);
            writer.WriteEndArray();
            WriteTools(writer, ask, report);
            WriteFormat(writer, ask.Format?.Value);
            OllamaOptionsWriter.Write(writer, ask, target, report);
            writer.WriteBoolean("stream"u8, ask.Streams);
            WriteThink(writer, ask.Reasoning, report);
            writer.WriteEndObject();
        });
    }

    private static void WriteTools(Utf8JsonWriter writer, HubAsk ask, MappingReport report)
    {
        var choice = ask.ToolChoice;
        if (choice?.Value.Mode is HubToolMode.Required or HubToolMode.Named && ask.Tools.Count > 0)
        {
            report.Refuse(choice.At, "Ollama can't be made to call a tool; leave the choice to the model.");
        }

        var tools = HubToolReach.Callable(ask, report);
        // Without tools there is nothing the model could call: that is how "none" is said here.
        if (tools.Count == 0 || choice?.Value.Mode is HubToolMode.None)
        {
            return;
        }

        writer.WriteStartArray("tools"u8);
        foreach (var tool in tools)
        {
            WriteTool(writer, tool, report);
        }

        writer.WriteEndArray();
    }

    private static void WriteTool(Utf8JsonWriter writer, HubTool tool, MappingReport report)
    {
        if (tool.Cache is { } marker)
        {
            report.Drop(marker.At);
        }

        writer.WriteStartObject();
        writer.WriteString("type"u8, "function"u8);
        writer.WriteStartObject("function"u8);
        writer.Member("name"u8, tool.Name);
        if (tool.Description is { } description)
        {
            writer.Member("description"u8, description);
        }

        writer.Member("parameters"u8, tool.Parameters is { IsEmpty: false } parameters ? parameters : JsonRaw.From("""{"type":"object","properties":{}}"""));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter writer, HubFormat? format)
    {
        if (format?.Kind == HubFormatKind.Object)
        {
            writer.WriteString("format"u8, "json"u8);
        }
        else if (format?.Schema is { } schema)
        {
            writer.Member("format"u8, schema);
        }
    }

    private static void WriteThink(Utf8JsonWriter writer, Sourced<HubReasoningAsk>? asked, MappingReport report)
    {
        if (asked is null)
        {
            return;
        }

        var wish = asked.Value;
        if (wish.IsDisabled || wish.Effort is "none")
        {
            writer.WriteBoolean("think"u8, false);
            return;
        }

        var level = Level(wish);
        if (level is null)
        {
            writer.WriteBoolean("think"u8, true);
            return;
        }

        if (wish.Effort is "minimal" or "xhigh" or "max")
        {
            report.Clamp(asked.At, level);
        }

        writer.WriteString("think"u8, level);
    }

    private static string? Level(HubReasoningAsk wish) => wish switch
    {
        { Effort: "minimal" or "low" } or { Effort: null, BudgetTokens: <= 1024 } => "low",
        { Effort: "medium" } or { Effort: null, BudgetTokens: <= 2048 } => "medium",
        { Effort: "high" or "xhigh" or "max" } or { Effort: null, BudgetTokens: not null } => "high",
        _ => null,
    };

    private static void RefuseWhatHasNoForm(HubAsk ask, MappingReport report)
    {
        if (ask.Choices is { } choices && !string.Equals(choices.Value.ToString(), "1", StringComparison.Ordinal))
        {
            report.Refuse(choices.At, "Ollama gives one answer; ask for one.");
        }

        if (ask.Logprobs is { Value: true } logprobs)
        {
            report.Refuse(logprobs.At, "Ollama's chat gives no log probabilities in a form that can be translated.");
        }

        if (ask.TopLogprobs is { } top && ask.Logprobs is not { Value: false })
        {
            report.Refuse(top.At, "Ollama's chat gives no log probabilities in a form that can be translated.");
        }
    }

    private static void NameWhatIsDropped(HubAsk ask, MappingReport report)
    {
        string?[] pointers =
        [
            ask.ParallelToolCalls is { Value: false } parallel ? parallel.At : null,
            ask.ToolChoice is { } choice && ask.Tools.Count == 0 ? choice.At : null,
            ask.Verbosity?.At, ask.User?.At, ask.SafetyIdentifier?.At, ask.Metadata?.At, ask.PromptCacheKey?.At, ask.PromptCacheRetention?.At,
            ask.ServiceTier?.At, ask.Store?.At,
        ];
        foreach (var pointer in pointers)
        {
            if (pointer is not null)
            {
                report.Drop(pointer);
            }
        }
    }
}
