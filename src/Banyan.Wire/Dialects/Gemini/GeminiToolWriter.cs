using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Writes <c>tools</c> and <c>toolConfig</c>: one tool that holds all declarations.</summary>
internal static class GeminiToolWriter
{
    public static void Write(Utf8JsonWriter writer, HubAsk ask, TargetFacts target, MappingReport report)
    {
        var tools = HubToolReach.Callable(ask, report);
        if (tools.Count == 0)
        {
            if (ask.ToolChoice is { } idle && ask.Tools.Count == 0)
            {
                report.Drop(idle.At);
            }

            return;
        }

        writer.WriteStartArray("tools"u8);
        writer.WriteStartObject();
        writer.WriteStartArray("functionDeclarations"u8);
        foreach (var tool in tools)
        {
            WriteDeclaration(writer, tool, target, report);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        WriteChoice(writer, ask.ToolChoice?.Value);
    }

    private static void WriteDeclaration(Utf8JsonWriter writer, HubTool tool, TargetFacts target, MappingReport report)
    {
        if (tool.Cache is { } marker)
        {
            report.Drop(marker.At);
        }

        writer.WriteStartObject();
        writer.Member("name"u8, tool.Name);
        if (tool.Description is { } description)
        {
            writer.Member("description"u8, description);
        }

        if (tool.Parameters is { IsEmpty: false } parameters)
        {
            WriteParameters(writer, parameters, tool.At, target, report);
        }

        writer.WriteEndObject();
    }

    // `parameters` knows a subset of JSON Schema; what is outside goes whole into the member of newer models, or is lowered.
    private static void WriteParameters(Utf8JsonWriter writer, JsonRaw parameters, string at, TargetFacts target, MappingReport report)
    {
        if (GeminiSchemaSubset.Holds(parameters))
        {
            writer.Member("parameters"u8, parameters);
        }
        else if (target.JsonSchemaMember)
        {
            writer.Member("parametersJsonSchema"u8, parameters);
        }
        else
        {
            writer.Member("parameters"u8, GeminiSchemaLowering.Lower(parameters, $"{at}/parameters", report));
        }
    }

    private static void WriteChoice(Utf8JsonWriter writer, HubToolChoice? choice)
    {
        if (choice is null)
        {
            return;
        }

        writer.WriteStartObject("toolConfig"u8);
        writer.WriteStartObject("functionCallingConfig"u8);
        writer.WriteString("mode"u8, choice.Mode switch
        {
            HubToolMode.Auto => "AUTO",
            HubToolMode.None => "NONE",
            HubToolMode.Required or HubToolMode.Named => "ANY",
        });
        if (choice.Mode is HubToolMode.Required or HubToolMode.Named && choice.Names.Count > 0)
        {
            writer.WriteStartArray("allowedFunctionNames"u8);
            foreach (var name in choice.Names)
            {
                name.WriteTo(writer);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
