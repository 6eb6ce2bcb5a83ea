using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Writes tools and the choice among them.</summary>
internal static class AskToolWriter
{
    public static void Write(Utf8JsonWriter writer, HubAsk ask, MappingReport report)
    {
        var own = HubToolReach.Callable(ask, report);
        if (own.Count > 0)
        {
            writer.WriteStartArray("tools");
            own.ForEach(tool => WriteTool(writer, tool, report));
            writer.WriteEndArray();
        }

        if (ask.ToolChoice is { } choice)
        {
            writer.WritePropertyName("tool_choice");
            WriteChoice(writer, choice.Value);
        }

        if (ask.ParallelToolCalls is { } parallel)
        {
            writer.WriteBoolean("parallel_tool_calls", parallel.Value);
        }
    }

    private static void WriteTool(Utf8JsonWriter writer, HubTool tool, MappingReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "function");
        ResponseWriting.Text(writer, "name", tool.Name);
        if (tool.Description is { } description)
        {
            ResponseWriting.Text(writer, "description", description);
        }

        ResponseWriting.Raw(writer, "parameters", tool.Parameters ?? JsonRaw.From("""{"type":"object","properties":{}}"""));
        // Here silence means strict, elsewhere it means the opposite.
        writer.WriteBoolean("strict", tool.Strict ?? false);
        writer.WriteEndObject();
        if (tool.Cache is { } marker)
        {
            report.Drop(marker.At);
        }
    }

    private static void WriteChoice(Utf8JsonWriter writer, HubToolChoice choice)
    {
        if (choice.Mode == HubToolMode.Named)
        {
            WriteFunction(writer, choice.Names[0]);
            return;
        }

        var mode = choice.Mode switch { HubToolMode.None => "none", HubToolMode.Required => "required", _ => "auto" };
        if (choice.Names.Count == 0)
        {
            writer.WriteStringValue(mode);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type", "allowed_tools");
        writer.WriteString("mode", mode);
        writer.WriteStartArray("tools");
        foreach (var name in choice.Names)
        {
            WriteFunction(writer, name);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFunction(Utf8JsonWriter writer, JsonText name)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "function");
        ResponseWriting.Text(writer, "name", name);
        writer.WriteEndObject();
    }
}
