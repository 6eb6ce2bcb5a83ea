using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads tools and how they may be called; the old <c>functions</c> and <c>function_call</c> are read as tools.</summary>
internal static class AskToolReader
{
    public static void Read(JsonElement root, HubAsk ask, MappingReport report)
    {
        foreach (var tool in new AskValue(root.Member("tools"), "/tools").Items())
        {
            ReadTool(tool, ask, report);
        }

        foreach (var function in new AskValue(root.Member("functions"), "/functions").Items())
        {
            ReadFunction(function, function, ask, report);
        }

        ReadChoice(new AskValue(root.Member("tool_choice"), "/tool_choice"), ask, report);
        if (ask.ToolChoice is null)
        {
            ReadChoice(new AskValue(root.Member("function_call"), "/function_call"), ask, report);
        }

        var parallel = root.Member("parallel_tool_calls").Truth();
        ask.ParallelToolCalls = parallel is { } value ? new(value, "/parallel_tool_calls") : null;
    }

    private static void ReadTool(AskValue tool, HubAsk ask, MappingReport report)
    {
        var type = tool["type"].Element.Text() ?? "function";
        if (type == "function")
        {
            ReadFunction(tool, tool["function"], ask, report);
            return;
        }

        var name = tool["custom"]["name"].Text(report) ?? JsonText.From(type);
        ask.Tools.Add(new HubTool(tool.At) { Name = name, IsForeign = true });
    }

    private static void ReadFunction(AskValue tool, AskValue function, HubAsk ask, MappingReport report)
    {
        if (function["name"].Text(report) is not { IsEmpty: false } name)
        {
            report.Refuse(OpenAiChatAskReader.Wrong(function.At + "/name", "the function's name"));
            return;
        }

        var parameters = function["parameters"].Element;
        ask.Tools.Add(new HubTool(tool.At)
        {
            Name = name,
            Description = function["description"].Text(report),
            Parameters = parameters.IsThere() ? JsonRaw.From(parameters) : null,
            Strict = function["strict"].Element.Truth(),
            Cache = AskPartReader.Marker(tool),
        });
    }

    private static void ReadChoice(AskValue choice, HubAsk ask, MappingReport report)
    {
        if (!choice.IsThere)
        {
            return;
        }

        HubToolChoice? read = choice.Element.Text() switch
        {
            "auto" => new(HubToolMode.Auto, []),
            "none" => new(HubToolMode.None, []),
            "required" => new(HubToolMode.Required, []),
            null => Named(choice, report),
            _ => null,
        };
        if (read is null)
        {
            report.Refuse(OpenAiChatAskReader.Wrong(choice.At, "auto, none, required, or an object that names a tool"));
            return;
        }

        ask.ToolChoice = new(read, choice.At);
    }

    private static HubToolChoice? Named(AskValue choice, MappingReport report)
    {
        var allowed = choice["allowed_tools"];
        if (allowed.IsThere)
        {
            var names = allowed["tools"].Items().Select(tool => NameOf(tool, report)).OfType<JsonText>().ToList();
            return new(allowed["mode"].Element.Text() == "required" ? HubToolMode.Required : HubToolMode.Auto, names);
        }

        return NameOf(choice, report) is { } name ? new(HubToolMode.Named, [name]) : null;
    }

    private static JsonText? NameOf(AskValue tool, MappingReport report) =>
        tool["function"]["name"].Text(report) ?? tool["custom"]["name"].Text(report) ?? tool["name"].Text(report);
}
