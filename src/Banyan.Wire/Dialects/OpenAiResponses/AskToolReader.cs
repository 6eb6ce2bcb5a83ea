using System.Globalization;
using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Reads tools and the choice among them.</summary>
internal static class AskToolReader
{
    public static void Read(JsonElement root, HubAsk ask, MappingReport report)
    {
        var index = 0;
        foreach (var tool in root.Items("tools"))
        {
            ask.Tools.Add(ReadTool(tool, string.Create(CultureInfo.InvariantCulture, $"/tools/{index++}")));
        }

        ReadChoice(root, ask, report);
        if (root.Flag("parallel_tool_calls") is { } parallel)
        {
            ask.ParallelToolCalls = new Sourced<bool>(parallel, "/parallel_tool_calls");
        }
    }

    private static HubTool ReadTool(JsonElement tool, string at)
    {
        var type = tool.Text("type") ?? JsonText.From("function");
        var isFunction = type.ToString() == "function";
        return new HubTool(at)
        {
            Name = tool.Text("name") ?? type,
            Description = tool.Text("description"),
            Parameters = tool.Raw("parameters"),
            Strict = tool.Flag("strict"),
            IsForeign = !isFunction,
        };
    }

    private static void ReadChoice(JsonElement root, HubAsk ask, MappingReport report)
    {
        if (root.Get("tool_choice") is not { } choice)
        {
            return;
        }

        var read = choice.ValueKind == JsonValueKind.Object ? ReadObject(choice) : Mode(root.Word("tool_choice")) is { } mode ? new HubToolChoice(mode, []) : null;
        if (read is null)
        {
            report.Refuse("/tool_choice", "This tool choice has no form in the dialect of the chosen model.");
            return;
        }

        ask.ToolChoice = new Sourced<HubToolChoice>(read, "/tool_choice");
    }

    private static HubToolChoice? ReadObject(JsonElement choice)
    {
        switch (choice.Word("type"))
        {
            case "function" when choice.Text("name") is { } name:
                return new HubToolChoice(HubToolMode.Named, [name]);
            case "allowed_tools" when Mode(choice.Word("mode") ?? "auto") is { } mode:
                List<JsonText> names = [];
                foreach (var tool in choice.Items("tools"))
                {
                    if ((tool.Text("name") ?? tool.Text("type")) is { } allowed)
                    {
                        names.Add(allowed);
                    }
                }

                return new HubToolChoice(mode, names);
            default:
                return null;
        }
    }

    private static HubToolMode? Mode(string? word) => word switch
    {
        "auto" => HubToolMode.Auto,
        "none" => HubToolMode.None,
        "required" => HubToolMode.Required,
        _ => null,
    };
}
