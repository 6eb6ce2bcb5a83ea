using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Writes one choice of a whole answer.</summary>
internal static class MessageWriter
{
    public static void Write(Utf8JsonWriter writer, HubFoldedChoice choice, AnswerFacts facts, MappingReport report)
    {
        var calls = choice.Blocks.Where(block => block.Kind == HubBlockKind.Call).ToList();
        var whole = calls.Where(block => block.IsClosed && JsonArguments.ToObject(block.Text) is not null).ToList();
        foreach (var cut in calls.Except(whole))
        {
            report.Drop($"/choices/{choice.Index}/message/tool_calls/{cut.Call!.Index}");
        }

        var reason = choice.Finish?.Reason ?? HubFinishReason.Stop;
        if (reason == HubFinishReason.Pause)
        {
            report.Drop("/stop_reason");
        }

        writer.WriteStartObject();
        writer.WriteNumber("index"u8, choice.Index);
        Message(writer, choice, whole, facts);
        Logprobs(writer, choice.Logprobs);
        writer.WriteString("finish_reason"u8, ChatFinish.Word(reason, calls.Count > 0, whole.Count < calls.Count));
        writer.WriteEndObject();
    }

    private static void Message(Utf8JsonWriter writer, HubFoldedChoice choice, List<HubBlock> calls, AnswerFacts facts)
    {
        writer.WriteStartObject("message"u8);
        writer.WriteString("role"u8, "assistant"u8);
        TextOrNull(writer, "content"u8, choice, HubBlockKind.Text);
        TextOrNull(writer, "refusal"u8, choice, HubBlockKind.Refusal);
        var cited = choice.Citations.Where(citation => citation.Url is not null).ToList();
        if (cited.Count > 0)
        {
            CitationWriter.Write(writer, cited);
        }

        if (calls.Count > 0)
        {
            writer.WriteStartArray("tool_calls"u8);
            calls.ForEach(call => CallWriter.Whole(writer, call, facts));
            writer.WriteEndArray();
        }

        Reasoning(writer, [.. choice.Blocks.Where(block => block.Kind == HubBlockKind.Thought)], facts);
        writer.WriteEndObject();
    }

    private static void Reasoning(Utf8JsonWriter writer, List<HubBlock> thoughts, AnswerFacts facts)
    {
        var text = JsonText.Join([.. thoughts.Select(thought => thought.Text)]);
        if (!text.IsEmpty)
        {
            writer.Member("reasoning_content"u8, text);
        }

        var signed = thoughts.Where(thought => thought.Signature is not null).ToList();
        if (signed.Count == 0 || facts.Seal is not { } seal)
        {
            return;
        }

        writer.WriteStartArray("reasoning_details"u8);
        signed.ForEach(thought => ChatSignatures.WriteDetail(writer, thought.Text, seal.Seal(thought.Signature!), thought.IsRedacted));
        writer.WriteEndArray();
    }

    private static void TextOrNull(Utf8JsonWriter writer, ReadOnlySpan<byte> name, HubFoldedChoice choice, HubBlockKind kind)
    {
        var text = JsonText.Join([.. choice.Blocks.Where(block => block.Kind == kind).Select(block => block.Text)]);
        if (text.IsEmpty)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.Member(name, text);
        }
    }

    /// <summary>Pieces of a stream each list their own tokens; a body lists them all.</summary>
    private static void Logprobs(Utf8JsonWriter writer, List<JsonRaw> pieces)
    {
        if (pieces.Count <= 1)
        {
            writer.Member("logprobs"u8, pieces.Count == 1 ? pieces[0] : JsonRaw.From("null"));
            return;
        }

        writer.WriteStartObject("logprobs"u8);
        foreach (var list in (string[])["content", "refusal"])
        {
            writer.WriteStartArray(list);
            foreach (var piece in pieces)
            {
                using var document = JsonMembers.TryParse(piece.Utf8);
                foreach (var token in document?.RootElement.Member(list).Items() ?? [])
                {
                    JsonRaw.From(token).WriteTo(writer);
                }
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
