using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Reads the standing instruction and the turns. Tool results of a user message become a turn of their own before its other parts.</summary>
internal static class AnthropicTurnReader
{
    public static void Read(JsonElement root, HubAsk ask, MappingReport report)
    {
        if (root.Member("system") is { } system)
        {
            ask.Turns.Add(new HubTurn(HubRole.System, "/system") { Parts = Content(system, "/system", report) });
        }

        if (root.Member("messages") is not { ValueKind: JsonValueKind.Array } messages)
        {
            return;
        }

        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            Message(message, $"/messages/{index++}", ask, report);
        }
    }

    /// <summary>Reads content that is text or a list of blocks.</summary>
    public static List<HubPart> Content(JsonElement content, string at, MappingReport report)
    {
        var parts = new List<HubPart>();
        if (content.ValueKind == JsonValueKind.String)
        {
            parts.Add(new HubText(at, JsonText.From(content)));
        }
        else if (content.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var block in content.EnumerateArray())
            {
                AnthropicBlockReader.Read(block, $"{at}/{index++}", parts, report);
            }
        }

        return parts;
    }

    private static void Message(JsonElement message, string at, HubAsk ask, MappingReport report)
    {
        var parts = message.Member("content") is { } content ? Content(content, $"{at}/content", report) : [];
        switch (message.Word("role"))
        {
            case "assistant":
                ask.Turns.Add(new HubTurn(HubRole.Assistant, at) { Parts = parts });
                break;
            case "system":
                ask.Turns.Add(new HubTurn(HubRole.System, at) { Parts = parts });
                break;
            case "user":
                User(parts, at, ask);
                break;
            case var role:
                report.Refuse($"{at}/role", $"The role `{role}` is not known here.");
                break;
        }
    }

    private static void User(List<HubPart> parts, string at, HubAsk ask)
    {
        var results = parts.Where(part => part is HubResult).ToList();
        if (results.Count > 0)
        {
            ask.Turns.Add(new HubTurn(HubRole.Tool, at) { Parts = results });
        }

        if (results.Count < parts.Count || parts.Count == 0)
        {
            ask.Turns.Add(new HubTurn(HubRole.User, at) { Parts = parts.Where(part => part is not HubResult).ToList() });
        }
    }
}
