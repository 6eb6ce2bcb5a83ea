using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Writes a hub ask, members always in one order: a pure function of ask and target.</summary>
internal static class OpenAiResponsesAskWriter
{
    public static byte[] Write(HubAsk ask, TargetFacts target, MappingReport report) => ResponseWriting.Json(writer =>
    {
        HubCallIds.Complete(ask.Turns);
        var leading = LeadingInstructions(ask);
        writer.WriteStartObject();
        ResponseWriting.Text(writer, "model", target.Model);
        new AskItemWriter(writer, target, report).Write(ask.Turns[leading..]);
        WriteInstructions(writer, ask, leading, report);
        Raw(writer, "max_output_tokens", ask.MaxOutput);
        AskToolWriter.Write(writer, ask, report);
        AskOptionWriter.WriteForm(writer, ask, report);
        Raw(writer, "temperature", ask.Temperature);
        Raw(writer, "top_p", ask.TopP);
        Raw(writer, "top_logprobs", ask.TopLogprobs);
        writer.WriteBoolean("stream", ask.Streams);
        AskOptionWriter.WriteState(writer, ask, target);
        Raw(writer, "metadata", ask.Metadata);
        AskOptionWriter.WriteTier(writer, ask, report);
        Text(writer, "user", ask.User);
        Text(writer, "safety_identifier", ask.SafetyIdentifier);
        Text(writer, "prompt_cache_key", ask.PromptCacheKey);
        Raw(writer, "prompt_cache_retention", ask.PromptCacheRetention);
        writer.WriteEndObject();
        AskOptionWriter.NameTheRest(ask, report);
    });

    public static void Raw(Utf8JsonWriter writer, string name, Sourced<JsonRaw>? value)
    {
        if (value is not null)
        {
            ResponseWriting.Raw(writer, name, value.Value);
        }
    }

    public static void Text(Utf8JsonWriter writer, string name, Sourced<JsonText>? value)
    {
        if (value is not null)
        {
            ResponseWriting.Text(writer, name, value.Value);
        }
    }

    /// <summary>How many turns at the front become <c>instructions</c>: none when a block among them carries a cache marker, which only an item can hold.</summary>
    private static int LeadingInstructions(HubAsk ask)
    {
        var count = ask.Turns.TakeWhile(turn => turn.Role is HubRole.System or HubRole.Developer).Count();
        return ask.Turns.Take(count).Any(turn => turn.Parts.Exists(part => part is not HubText || part.Cache is not null)) ? 0 : count;
    }

    private static void WriteInstructions(Utf8JsonWriter writer, HubAsk ask, int count, MappingReport report)
    {
        foreach (var name in ask.Turns.Take(count).Select(turn => turn.Name).OfType<Sourced<JsonText>>())
        {
            report.Drop(name.At);
        }

        List<JsonText> lines = [];
        foreach (var text in ask.Turns.Take(count).SelectMany(turn => turn.Parts).OfType<HubText>().Where(text => !text.Text.IsEmpty))
        {
            lines.Add(lines.Count == 0 ? text.Text : JsonText.Join(JsonText.From("\n"), text.Text));
        }

        if (lines.Count > 0)
        {
            ResponseWriting.Text(writer, "instructions", JsonText.Join([.. lines]));
        }
    }
}
