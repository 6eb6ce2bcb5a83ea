using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Writes turns as input items.</summary>
internal sealed class AskItemWriter(Utf8JsonWriter writer, TargetFacts target, MappingReport report)
{
    private readonly AskPartWriter _parts = new(writer, target, report);

    public void Write(IReadOnlyList<HubTurn> turns)
    {
        writer.WriteStartArray("input");
        foreach (var turn in turns)
        {
            if (turn.Name is { } name)
            {
                report.Drop(name.At);
            }

            WriteTurn(turn);
        }

        writer.WriteEndArray();
    }

    private void WriteTurn(HubTurn turn)
    {
        List<HubPart> said = [];
        List<HubPart> shown = [];
        foreach (var part in turn.Parts)
        {
            if (part is HubThought or HubCall or HubResult)
            {
                WriteMessage(turn.Role, said);
                said.Clear();
            }

            switch (part)
            {
                case HubThought thought:
                    WriteThought(thought);
                    break;
                case HubCall call:
                    WriteCall(call);
                    break;
                case HubResult result:
                    shown.AddRange(WriteResult(result));
                    break;
                default:
                    said.Add(part);
                    break;
            }
        }

        WriteMessage(turn.Role, said);
        // Pictures in results have no place in a text output: they follow as a user message.
        WriteMessage(HubRole.User, shown);
    }

    private void WriteMessage(HubRole role, List<HubPart> parts)
    {
        parts.RemoveAll(part => part is HubText { Text.IsEmpty: true });
        if (parts.Count == 0)
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type", "message");
        writer.WriteString("role", role switch
        {
            HubRole.System or HubRole.Developer => "developer",
            HubRole.Assistant => "assistant",
            HubRole.User or HubRole.Tool => "user",
        });
        writer.WriteStartArray("content");
        foreach (var part in parts)
        {
            _parts.Write(part, role == HubRole.Assistant);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // Reasoning goes back only to its issuer; without a signature of its own the provider could not take it.
    private void WriteThought(HubThought thought)
    {
        if (_parts.Open(thought.Signature) is not { } signature)
        {
            report.Drop(thought.At);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type", "reasoning");
        writer.WriteStartArray("summary");
        if (!thought.Text.IsEmpty)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "summary_text");
            ResponseWriting.Text(writer, "text", thought.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        ResponseWriting.Text(writer, "encrypted_content", signature);
        writer.WriteEndObject();
    }

    private void WriteCall(HubCall call)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "function_call");
        writer.WriteString("call_id", CallId.Fit(call.Id));
        ResponseWriting.Text(writer, "name", call.Name);
        ResponseWriting.Text(writer, "arguments", CallArguments.Write(call.Arguments));
        writer.WriteString("status", "completed");
        writer.WriteEndObject();
        _parts.NameMarker(call);
    }

    private List<HubPart> WriteResult(HubResult result)
    {
        List<JsonText> texts = result.Structured is { } structured ? [CallArguments.Write(structured)] : [];
        foreach (var part in result.Parts)
        {
            var text = part switch { HubText said => said.Text, HubRefusal refusal => refusal.Text, _ => JsonText.Empty };
            if (!text.IsEmpty)
            {
                texts.Add(texts.Count == 0 ? text : JsonText.Join(JsonText.From("\n"), text));
            }

            _parts.NameMarker(part);
        }

        writer.WriteStartObject();
        writer.WriteString("type", "function_call_output");
        writer.WriteString("call_id", CallId.Fit(result.CallId));
        ResponseWriting.Text(writer, "output", JsonText.Join(result.IsError ? JsonText.From("ERROR: ") : JsonText.Empty, JsonText.Join([.. texts])));
        writer.WriteString("status", "completed");
        writer.WriteEndObject();
        _parts.NameMarker(result);
        return [.. result.Parts.Where(part => part is not (HubText or HubRefusal))];
    }
}
