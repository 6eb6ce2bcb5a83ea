using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Writes turns as messages.</summary>
internal sealed class AskMessageWriter(Utf8JsonWriter writer, TargetFacts target, MappingReport report)
{
    private readonly AskPartWriter _parts = new(writer, target, report);

    public void Write(List<HubTurn> turns)
    {
        writer.WriteStartArray("messages"u8);
        foreach (var turn in turns)
        {
            switch (turn.Role)
            {
                case HubRole.System:
                    Plain(turn, "system");
                    break;
                case HubRole.Developer:
                    Plain(turn, new ChatQuirks(target.Quirks).NoDeveloperRole ? "system" : "developer");
                    break;
                case HubRole.User:
                    Plain(turn, "user");
                    break;
                case HubRole.Assistant:
                    new AskAssistantWriter(writer, target, report).Write(turn);
                    break;
                case HubRole.Tool:
                    Results(turn);
                    break;
            }
        }

        writer.WriteEndArray();
    }

    private void Plain(HubTurn turn, string role)
    {
        var kept = turn.Parts.Where(part => part is not HubText { Text.IsEmpty: true }).ToList();
        Message(role, kept, turn.Name?.Value);
    }

    private void Message(string role, List<HubPart> parts, JsonText? name = null)
    {
        writer.WriteStartObject();
        writer.WriteString("role"u8, role);
        _parts.Content(parts);
        if (name is { } word)
        {
            writer.Member("name"u8, word);
        }

        writer.WriteEndObject();
    }

    /// <summary>One message for each result; pictures in results follow in a user message, because a tool message takes only text.</summary>
    private void Results(HubTurn turn)
    {
        List<HubPart> others = [];
        foreach (var part in turn.Parts)
        {
            if (part is HubResult result)
            {
                Result(result);
                others.AddRange(result.Parts.Where(inner => inner is not (HubText or HubRefusal)));
            }
            else
            {
                others.Add(part);
            }
        }

        if (others.Count > 0)
        {
            Message("user", others);
        }
    }

    private void Result(HubResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("role"u8, "tool"u8);
        writer.Member("content"u8, TextOf(result));
        writer.WriteString("tool_call_id"u8, ChatCallId.Fit(result.CallId ?? ""));
        writer.WriteEndObject();
    }

    private static JsonText TextOf(HubResult result)
    {
        List<JsonText> texts = result.IsError ? [JsonText.From("ERROR: ")] : [];
        var told = texts.Count;
        if (result.Structured is { } structured)
        {
            texts.Add(JsonArguments.ToText(structured));
        }

        foreach (var text in result.Parts.OfType<HubText>())
        {
            if (texts.Count > told)
            {
                texts.Add(JsonText.From("\n"));
            }

            texts.Add(text.Text);
        }

        return JsonText.Join([.. texts]);
    }
}
