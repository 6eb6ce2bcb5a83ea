using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads <c>messages</c> as turns.</summary>
internal static class AskMessageReader
{
    public static void Read(JsonElement messages, HubAsk ask, MappingReport report)
    {
        foreach (var message in new AskValue(messages, "/messages").Items())
        {
            if (RoleOf(message["role"].Element.Text()) is not { } role)
            {
                report.Refuse(OpenAiChatAskReader.Wrong(message.At + "/role", "system, developer, user, assistant, tool or function"));
                return;
            }

            ask.Turns.Add(Turn(role, message, report));
        }
    }

    private static HubRole? RoleOf(string? role) => role switch
    {
        "system" => HubRole.System,
        "developer" => HubRole.Developer,
        "user" => HubRole.User,
        "assistant" => HubRole.Assistant,
        "tool" or "function" => HubRole.Tool,
        _ => null,
    };

    private static HubTurn Turn(HubRole role, AskValue message, MappingReport report)
    {
        if (role == HubRole.Tool)
        {
            return new HubTurn(role, message.At) { Parts = [Result(message, report)] };
        }

        var turn = new HubTurn(role, message.At) { Name = message["name"].Text(report) is { } name ? new(name, message.At + "/name") : null };
        if (role == HubRole.Assistant)
        {
            AskReasoningReader.Read(message, turn.Parts, report);
        }

        AskPartReader.Read(message["content"], turn.Parts, report);
        if (role == HubRole.Assistant)
        {
            if (message["refusal"].Text(report) is { IsEmpty: false } refusal)
            {
                turn.Parts.Add(new HubRefusal(message.At + "/refusal", refusal));
            }

            AskCallReader.Read(message, turn.Parts, report);
        }

        return turn;
    }

    private static HubResult Result(AskValue message, MappingReport report)
    {
        var result = new HubResult(message.At)
        {
            CallId = message["tool_call_id"].Text(report)?.ToString(),
            Name = message["role"].Element.Text() == "function" ? message["name"].Text(report) : null,
        };
        AskPartReader.Read(message["content"], result.Parts, report);
        return result;
    }
}
