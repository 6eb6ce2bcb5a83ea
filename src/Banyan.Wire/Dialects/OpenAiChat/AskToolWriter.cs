using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Writes tools and how they may be called.</summary>
internal static class AskToolWriter
{
    public static void Write(Utf8JsonWriter writer, HubAsk ask, TargetFacts target, MappingReport report)
    {
        var choice = ask.ToolChoice?.Value;
        var tools = HubToolReach.Callable(ask, report);
        if (choice is { Mode: HubToolMode.Required, Names.Count: > 0 })
        {
            var names = choice.Names.Select(name => name.ToString()).ToHashSet(StringComparer.Ordinal);
            tools = [.. tools.Where(tool => names.Contains(tool.Name.ToString()))];
        }

        if (tools.Count > 0)
        {
            writer.WriteStartArray("tools"u8);
            foreach (var tool in tools)
            {
                Tool(writer, tool, target, report);
            }

            writer.WriteEndArray();
        }

        Choice(writer, choice, tools.Count > 0);
        if (ask.ParallelToolCalls is { } parallel && tools.Count > 0)
        {
            writer.WriteBoolean("parallel_tool_calls"u8, parallel.Value);
        }
    }

    private static void Tool(Utf8JsonWriter writer, HubTool tool, TargetFacts target, MappingReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "function"u8);
        writer.WriteStartObject("function"u8);
        writer.Member("name"u8, tool.Name);
        if (tool.Description is { } description)
        {
            writer.Member("description"u8, description);
        }

        if (tool.Parameters is { } parameters)
        {
            writer.Member("parameters"u8, parameters);
        }

        if (tool.Strict is { } strict)
        {
            writer.WriteBoolean("strict"u8, strict);
        }

        writer.WriteEndObject();
        AskPartWriter.Marker(writer, tool.Cache, target, report);
        writer.WriteEndObject();
    }

    private static void Choice(Utf8JsonWriter writer, HubToolChoice? choice, bool hasTools)
    {
        switch (choice?.Mode)
        {
            case null:
                break;
            case HubToolMode.Named:
                writer.WriteStartObject("tool_choice"u8);
                writer.WriteString("type"u8, "function"u8);
                writer.WriteStartObject("function"u8);
                writer.Member("name"u8, choice.Names[0]);
                writer.WriteEndObject();
                writer.WriteEndObject();
                break;
            case HubToolMode.Auto or HubToolMode.None or HubToolMode.Required when hasTools:
                writer.WriteString("tool_choice"u8, choice.Mode.ToString().ToLowerInvariant());
                break;
            case HubToolMode.Auto or HubToolMode.None or HubToolMode.Required:
                break;
        }
    }
}
