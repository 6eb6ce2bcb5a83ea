using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads what an assistant's turn says of its reasoning: <c>reasoning_details</c> where it has text, else <c>reasoning_content</c> or <c>reasoning</c>.</summary>
internal static class AskReasoningReader
{
    public static void Read(AskValue message, List<HubPart> parts, MappingReport report)
    {
        var start = parts.Count;
        foreach (var detail in message["reasoning_details"].Items())
        {
            if (Thought(detail, report) is { } thought)
            {
                parts.Add(thought);
            }
        }

        var text = Plain(message, report);
        if (text.Text.IsEmpty || parts.Skip(start).OfType<HubThought>().Any(thought => !thought.Text.IsEmpty))
        {
            return;
        }

        // A signature without text of its own belongs to the plain text beside it.
        var signed = parts.FindIndex(start, part => part is HubThought { IsRedacted: false, Signature: not null });
        if (signed >= 0)
        {
            parts[signed] = text with { Signature = parts[signed].Signature };
        }
        else
        {
            parts.Insert(start, text);
        }
    }

    private static HubThought Plain(AskValue message, MappingReport report)
    {
        var name = message["reasoning_content"].IsThere ? "reasoning_content" : "reasoning";
        return new HubThought($"{message.At}/{name}", message[name].Text(report) ?? JsonText.Empty);
    }

    private static HubThought? Thought(AskValue detail, MappingReport report)
    {
        var text = detail["text"].Text(report) ?? detail["summary"].Text(report) ?? JsonText.Empty;
        var hidden = detail["data"].Text(report);
        var carrier = detail["signature"].Text(report) ?? hidden;
        var signature = carrier is { IsEmpty: false } value ? new HubSignature(null, value.ToString()) : null;
        return text.IsEmpty && signature is null
            ? null
            : new HubThought(detail.At, text) { Signature = signature, IsRedacted = hidden is not null && text.IsEmpty, Id = detail["id"].Element.Text() };
    }
}
