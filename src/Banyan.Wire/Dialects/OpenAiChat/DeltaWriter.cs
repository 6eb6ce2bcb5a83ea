using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Writes the delta of one event, and the log probabilities beside it.</summary>
internal static class DeltaWriter
{
    /// <summary>The delta that opens a choice.</summary>
    public static void Role(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("delta"u8);
        writer.WriteString("role"u8, "assistant"u8);
        writer.WriteString("content"u8, ""u8);
        writer.WriteEndObject();
        writer.WriteNull("logprobs"u8);
    }

    /// <summary>The delta of a finish.</summary>
    public static void Empty(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("delta"u8);
        writer.WriteEndObject();
        writer.WriteNull("logprobs"u8);
    }

    /// <summary>Whether an event has anything to say in a chunk.</summary>
    public static bool HasForm(HubEvent happened, AnswerFacts facts) => happened switch
    {
        HubTextDelta text => !text.Text.IsEmpty,
        HubRefusalDelta refusal => !refusal.Text.IsEmpty,
        HubThoughtDelta thought => !thought.Text.IsEmpty,
        HubThoughtEnd end => end.Signature is not null && facts.Seal is not null,
        HubCallDelta delta => !delta.Arguments.IsEmpty,
        HubCallStart => true,
        HubLogprobs => true,
        HubCitation citation => citation.Url is not null,
        _ => false,
    };

    public static void Write(Utf8JsonWriter writer, HubEvent happened, AnswerFacts facts)
    {
        writer.WriteStartObject("delta"u8);
        Members(writer, happened, facts);
        writer.WriteEndObject();
        if (happened is HubLogprobs logprobs)
        {
            writer.Member("logprobs"u8, logprobs.Raw);
        }
        else
        {
            writer.WriteNull("logprobs"u8);
        }
    }

    private static void Members(Utf8JsonWriter writer, HubEvent happened, AnswerFacts facts)
    {
        switch (happened)
        {
            case HubTextDelta text:
                writer.Member("content"u8, text.Text);
                break;
            case HubRefusalDelta refusal:
                writer.Member("refusal"u8, refusal.Text);
                break;
            case HubThoughtDelta thought:
                writer.Member("reasoning_content"u8, thought.Text);
                break;
            case HubThoughtEnd { Signature: { } signature } end:
                writer.WriteStartArray("reasoning_details"u8);
                ChatSignatures.WriteDetail(writer, JsonText.Empty, facts.Seal!.Seal(signature), end.IsRedacted);
                writer.WriteEndArray();
                break;
            case HubCallStart start:
                CallWriter.Open(writer, start, facts);
                break;
            case HubCallDelta delta:
                CallWriter.Arguments(writer, delta);
                break;
            case HubCitation citation:
                CitationWriter.Write(writer, [citation]);
                break;
            default:
                break;
        }
    }
}
