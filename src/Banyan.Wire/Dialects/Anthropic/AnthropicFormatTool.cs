using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>JSON answers on models without <c>output_config.format</c>: one more tool whose input is the answer.</summary>
internal static class AnthropicFormatTool
{
    /// <summary>The tool's name; the answer's reader is told it in <see cref="AnswerFacts.FormatTool"/>.</summary>
    public const string Name = "json_answer";

    public static bool IsNeeded(HubAsk ask, TargetFacts target) =>
        !target.NativeOutputFormat && ask.Format is { Value.Kind: not HubFormatKind.Text };

    /// <summary>The schema an answer has to fit; any object when the caller gave none.</summary>
    public static JsonRaw Schema(HubFormat format) =>
        format.Schema ?? JsonRaw.From("""{"type":"object","additionalProperties":true}""");

    public static HubTool Tool(Sourced<HubFormat> format) => new(format.At)
    {
        Name = JsonText.From(Name),
        Description = format.Value.Description ?? JsonText.From("Gives the final answer. Call it exactly once, with the whole answer as its input."),
        Parameters = Schema(format.Value),
    };
}
