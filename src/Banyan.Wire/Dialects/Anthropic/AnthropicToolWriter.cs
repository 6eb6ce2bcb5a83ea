using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Anthropic;

/// <summary>Writes <c>tools</c> and <c>tool_choice</c>.</summary>
internal sealed class AnthropicToolWriter(Utf8JsonWriter json, HubAsk ask, TargetFacts target, MappingReport report)
{
    private readonly bool _formatTool = AnthropicFormatTool.IsNeeded(ask, target);

    public void Write(AnthropicPartWriter parts)
    {
        var tools = Allowed();
        if (_formatTool)
        {
            if (tools.Any(tool => tool.Name.ToString() is AnthropicFormatTool.Name))
            {
                report.Refuse(ask.Format!.At, $"This model answers in JSON by a tool named `{AnthropicFormatTool.Name}`; rename your tool of that name.");
            }

            tools.Add(AnthropicFormatTool.Tool(ask.Format!));
        }

        if (tools.Count == 0)
        {
            Unused();
            return;
        }

        json.WriteStartArray("tools");
        foreach (var tool in tools)
        {
            Tool(tool, parts);
        }

        json.WriteEndArray();
        Choice(tools.Count - (_formatTool ? 1 : 0));
    }

    // Tools of another provider are refused while the model could call them. Lists of allowed tools are kept by sending no other.
    private List<HubTool> Allowed()
    {
        var choice = ask.ToolChoice?.Value;
        var tools = new List<HubTool>();
        foreach (var tool in ask.Tools)
        {
            var isNamed = choice is not null && choice.Names.Any(name => string.Equals(name.ToString(), tool.Name.ToString(), StringComparison.Ordinal));
            var isReachable = choice is null || (choice.Mode != HubToolMode.None && (choice.Names.Count == 0 || isNamed));
            if (tool.IsForeign && isReachable)
            {
                report.Refuse(tool.At, $"The built-in tool `{tool.Name}` does not exist at this provider.");
            }
            else if (tool.IsForeign || (!isReachable && choice!.Mode is HubToolMode.Auto or HubToolMode.Required && choice!.Names.Count > 0))
            {
                report.Drop(tool.At);
            }
            else
            {
                tools.Add(tool);
            }
        }

        return tools;
    }

    private void Unused()
    {
        if (ask.ToolChoice is { Value.Mode: not HubToolMode.None } choice)
        {
            report.Drop(choice.At);
        }

        if (ask.ParallelToolCalls is { Value: false } parallel)
        {
            report.Drop(parallel.At);
        }
    }

    private void Tool(HubTool tool, AnthropicPartWriter parts)
    {
        json.WriteStartObject();
        json.Member("name"u8, tool.Name);
        if (tool.Description is { } description)
        {
            json.Member("description"u8, description);
        }

        json.Member("input_schema"u8, Typed(tool.Parameters ?? JsonRaw.EmptyObject));
        parts.Cache(tool.Cache);
        json.WriteEndObject();
    }

    // The wire wants `type` in every schema; callers of other dialects may leave it out.
    private static JsonRaw Typed(JsonRaw schema)
    {
        using var document = JsonDocument.Parse(schema.Utf8, AnthropicJson.Bounded);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || root.Member("type") is not null)
        {
            return schema;
        }

        var rest = schema.ToString().TrimStart()[1..];
        return JsonRaw.From(root.EnumerateObject().Any() ? """{"type":"object",""" + rest : """{"type":"object"}""");
    }

    private void Choice(int callersTools)
    {
        var mode = ask.ToolChoice?.Value.Mode;
        var onlyOne = ask.ParallelToolCalls is { Value: false } && mode != HubToolMode.None;
        var (type, name) = Form(mode, callersTools);
        if (type is null && !onlyOne)
        {
            return;
        }

        json.WriteStartObject("tool_choice");
        json.WriteString("type", type ?? "auto");
        if (name is { } tool)
        {
            json.Member("name"u8, tool);
        }

        if (onlyOne)
        {
            json.WriteBoolean("disable_parallel_tool_use", value: true);
        }

        json.WriteEndObject();
    }

    // With an answer tool the model must call something: that tool, or one of the caller's first.
    private (string? Type, JsonText? Name) Form(HubToolMode? mode, int callersTools) => mode switch
    {
        HubToolMode.Named => ("tool", ask.ToolChoice!.Value.Names[0]),
        HubToolMode.Required => ("any", null),
        null or HubToolMode.Auto when _formatTool && callersTools > 0 => ("any", null),
        null or HubToolMode.Auto or HubToolMode.None when _formatTool => ("tool", JsonText.From(AnthropicFormatTool.Name)),
        HubToolMode.Auto => ("auto", null),
        HubToolMode.None => ("none", null),
        null => (null, null),
    };
}
