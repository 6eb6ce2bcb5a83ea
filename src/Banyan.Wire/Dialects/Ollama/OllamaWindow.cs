using System.Globalization;
using System.Numerics;
using Banyan.Wire.Hub;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Chooses <c>num_ctx</c>: enough for the ask and its answer, never more than the model has.</summary>
/// <remarks>
/// The choice goes up in powers of two, because Ollama loads the model anew whenever the window changes. The estimate of the input carries a
/// quarter on top; an ask whose plain estimate is over the model's window is refused instead of being cut off.
/// </remarks>
internal static class OllamaWindow
{
    private const int Smallest = 4096;
    private const int OutputReserve = 2048;

    public static long Choose(HubAsk ask, TargetFacts target, MappingReport report)
    {
        long input = Estimate(ask);
        var output = Limit(ask) ?? target.DefaultMaxOutput ?? OutputReserve;
        if (target.ContextWindow is { } window && input > window)
        {
            report.Refuse(new Failure(
                FailureKind.ContextTooLong,
                "context_length_exceeded",
                string.Create(CultureInfo.InvariantCulture, $"The ask has about {input} tokens and the model's window holds {window}; shorten it or choose a larger model.")));
        }

        var needed = input + (input / 4) + output;
        var rounded = (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(needed, Smallest, 1L << 40));
        return target.ContextWindow is { } most ? Math.Min(rounded, most) : rounded;
    }

    private static long? Limit(HubAsk ask) =>
        ask.MaxOutput is { } limit && long.TryParse(limit.Value.Utf8.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var tokens)
            ? Math.Clamp(tokens, 0, 1L << 32)
            : null;

    private static int Estimate(HubAsk ask)
    {
        long bytes = ask.Tools.Sum(tool => (long)tool.Name.Escaped.Length + (tool.Description?.Escaped.Length ?? 0) + (tool.Parameters?.Utf8.Length ?? 0));
        var images = 0;
        foreach (var part in ask.Turns.SelectMany(turn => turn.Parts))
        {
            bytes += Bytes(part, ref images);
        }

        return Estimator.InputTokens((int)Math.Min(int.MaxValue, bytes), images);
    }

    private static long Bytes(HubPart part, ref int images)
    {
        switch (part)
        {
            case HubText text:
                return text.Text.Escaped.Length;
            case HubRefusal refusal:
                return refusal.Text.Escaped.Length;
            case HubThought thought:
                return thought.Text.Escaped.Length;
            case HubCall call:
                return call.Name.Escaped.Length + call.Arguments.Utf8.Length;
            case HubFile file:
                return file.Text?.Escaped.Length ?? 0;
            case HubImage:
                images++;
                return 0;
            case HubResult result:
                long bytes = result.Structured?.Utf8.Length ?? 0;
                foreach (var inner in result.Parts)
                {
                    bytes += Bytes(inner, ref images);
                }

                return bytes;
            default:
                return 0;
        }
    }
}
