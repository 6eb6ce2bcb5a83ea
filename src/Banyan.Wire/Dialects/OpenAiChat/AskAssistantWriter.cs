using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Writes an assistant's turn: content, refusal, calls, and reasoning for providers that take it back.</summary>
internal sealed class AskAssistantWriter(Utf8JsonWriter writer, TargetFacts target, MappingReport report)
{
    public void Write(HubTurn turn)
    {
        var visible = turn.Parts.Where(part => part is HubText { Text.IsEmpty: false } or HubImage or HubFile or HubAudio).ToList();
        var refusals = turn.Parts.OfType<HubRefusal>().ToList();
        var calls = turn.Parts.OfType<HubCall>().ToList();
        writer.WriteStartObject();
        writer.WriteString("role"u8, "assistant"u8);
        Content(visible);
        if (turn.Name is { } name)
        {
            writer.Member("name"u8, name.Value);
        }

        if (refusals.Count > 0)
        {
            writer.Member("refusal"u8, JsonText.Join([.. refusals.Select(refusal => refusal.Text)]));
        }

        Calls(calls);
        Reasoning([.. turn.Parts.OfType<HubThought>()]);
        writer.WriteEndObject();
    }

    private void Content(List<HubPart> parts)
    {
        var texts = parts.OfType<HubText>().ToList();
        if (texts.Exists(text => text.Cache is not null) && target.CacheBreakpoints)
        {
            new AskPartWriter(writer, target, report).Content([.. texts]);
        }
        else if (texts.Count > 0)
        {
            texts.ForEach(text => Drop(text.Cache?.At));
            writer.Member("content"u8, JsonText.Join([.. texts.Select(text => text.Text)]));
        }
        else
        {
            writer.WriteNull("content"u8);
        }

        parts.Where(part => part is not HubText).ToList().ForEach(part => Drop(part.At));
    }

    private void Calls(List<HubCall> calls)
    {
        if (calls.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("tool_calls"u8);
        foreach (var call in calls)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, ChatCallId.Fit(call.Id ?? ""));
            writer.WriteString("type"u8, "function"u8);
            writer.WriteStartObject("function"u8);
            writer.Member("name"u8, call.Name);
            writer.Member("arguments"u8, JsonArguments.ToText(call.Arguments));
            writer.WriteEndObject();
            if (ChatSignatures.ForTarget(call, target) is { } signature)
            {
                ChatSignatures.WriteExtra(writer, signature);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Reasoning goes only where it is taken back; a foreign signature goes nowhere.</summary>
    private void Reasoning(List<HubThought> thoughts)
    {
        var member = new ChatQuirks(target.Quirks).ReasoningMember;
        var signed = thoughts.Select(thought => (Thought: thought, Signature: ChatSignatures.ForTarget(thought.Signature, target))).ToList();
        if (member is null)
        {
            signed.Where(pair => pair.Signature is null).ToList().ForEach(pair => Drop(pair.Thought.At));
        }
        else if (thoughts.Exists(thought => !thought.Text.IsEmpty))
        {
            writer.Member(System.Text.Encoding.UTF8.GetBytes(member), JsonText.Join([.. thoughts.Select(thought => thought.Text)]));
            signed.Where(pair => pair.Signature is null && pair.Thought.Signature is not null).ToList().ForEach(pair => Drop(pair.Thought.At + "/signature"));
        }

        var own = signed.Where(pair => pair.Signature is not null).ToList();
        if (own.Count > 0)
        {
            writer.WriteStartArray("reasoning_details"u8);
            own.ForEach(pair => ChatSignatures.WriteDetail(writer, pair.Thought.Text, pair.Signature!, pair.Thought.IsRedacted));
            writer.WriteEndArray();
        }
    }

    private void Drop(string? at)
    {
        if (at is not null)
        {
            report.Drop(at);
        }
    }
}
