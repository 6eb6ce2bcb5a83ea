using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Reads <c>tools</c> and <c>tool_choice</c>.</summary>
internal static class AnthropicToolReader
{
    public static void Read(JsonElement root, HubAsk ask, MappingReport report)
    {
        if (root.Member("tools") is { ValueKind: JsonValueKind.Array } tools)
        {
            var index = 0;
            foreach (var tool in tools.EnumerateArray())
            {
                ask.Tools.Add(Tool(tool, $"/tools/{index++}"));
            }
        }

        if (root.Member("tool_choice") is { } choice)
        {
            Choice(choice, ask, report);
        }
    }

    private static HubTool Tool(JsonElement tool, string at)
    {
        var type = tool.Word("type");
        var isForeign = type is not (null or "custom");
        return new HubTool(at)
        {
            Name = isForeign ? JsonText.From(type!) : tool.TextMember("name") ?? JsonText.Empty,
            Description = tool.TextMember("description"),
            Parameters = tool.Member("input_schema") is { } schema ? JsonRaw.From(schema) : null,
            Cache = AnthropicBlockReader.Cache(tool, at),
            IsForeign = isForeign,
        };
    }

    private static void Choice(JsonElement choice, HubAsk ask, MappingReport report)
    {
        const string At = "/tool_choice";
        HubToolChoice? read = choice.Word("type") switch
        {
            "auto" => new(HubToolMode.Auto, []),
            "any" => new(HubToolMode.Required, []),
            "none" => new(HubToolMode.None, []),
            "tool" when choice.TextMember("name") is { } name => new(HubToolMode.Named, [name]),
            _ => null,
        };
        if (read is null)
        {
            report.Refuse(At, "`tool_choice.type` must be auto, any, none, or tool with a name.");
            return;
        }

        ask.ToolChoice = new(read, At);
        if (choice.Member("disable_parallel_tool_use") is { ValueKind: JsonValueKind.True or JsonValueKind.False } disabled)
        {
            ask.ParallelToolCalls = new(disabled.ValueKind == JsonValueKind.False, $"{At}/disable_parallel_tool_use");
        }
    }
}
