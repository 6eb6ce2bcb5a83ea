using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Reads <c>tools</c> and <c>toolConfig</c>.</summary>
internal static class GeminiToolReader
{
    public static void Read(GeminiMember tools, HubAsk ask, MappingReport report)
    {
        var index = 0;
        foreach (var tool in tools.Value.Items())
        {
            foreach (var member in GeminiMember.Of(tool, $"{tools.At}/{index}"))
            {
                if (string.Equals(member.Name, "functionDeclarations", StringComparison.Ordinal))
                {
                    ReadDeclarations(member, ask, report);
                }
                else if (member.Value.ValueKind == JsonValueKind.Object && IsBuiltIn(member.Name))
                {
                    ask.Tools.Add(new HubTool(member.At) { Name = JsonText.From(member.Name), IsForeign = true });
                }
            }

            index++;
        }
    }

    public static void ReadChoice(GeminiMember config, HubAsk ask, MappingReport report)
    {
        foreach (var calling in GeminiMember.Of(config.Value, config.At).Where(member => string.Equals(member.Name, "functionCallingConfig", StringComparison.Ordinal)))
        {
            string? mode = null;
            List<JsonText> names = [];
            foreach (var member in GeminiMember.Of(calling.Value, calling.At))
            {
                if (string.Equals(member.Name, "mode", StringComparison.Ordinal))
                {
                    mode = member.Text(report)?.ToString().ToUpperInvariant();
                }
                else if (string.Equals(member.Name, "allowedFunctionNames", StringComparison.Ordinal))
                {
                    names = [.. member.Value.Items().Where(name => name.ValueKind == JsonValueKind.String).Select(JsonText.From)];
                }
            }

            ask.ToolChoice = new Sourced<HubToolChoice>(Choice(mode, names, calling, report), calling.At);
        }
    }

    private static HubToolChoice Choice(string? mode, List<JsonText> names, GeminiMember calling, MappingReport report)
    {
        switch (mode)
        {
            case "NONE":
                return new HubToolChoice(HubToolMode.None, []);
            case "ANY":
                return new HubToolChoice(names.Count == 1 ? HubToolMode.Named : HubToolMode.Required, names);
            case null or "AUTO" or "MODE_UNSPECIFIED":
                return new HubToolChoice(HubToolMode.Auto, names);
            case "VALIDATED":
                // Calls that must fit their schema, or text: elsewhere only the freedom of the choice has a form.
                report.Drop($"{calling.At}/mode");
                return new HubToolChoice(HubToolMode.Auto, names);
            default:
                report.Refuse($"{calling.At}/mode", "`mode` must be AUTO, ANY, NONE or VALIDATED.");
                return new HubToolChoice(HubToolMode.Auto, names);
        }
    }

    private static void ReadDeclarations(GeminiMember declarations, HubAsk ask, MappingReport report)
    {
        var index = 0;
        foreach (var declaration in declarations.Value.Items())
        {
            var at = $"{declarations.At}/{index++}";
            JsonText? name = null, description = null;
            JsonRaw? parameters = null;
            foreach (var member in GeminiMember.Of(declaration, at))
            {
                switch (member.Name)
                {
                    case "name":
                        name = member.Text(report);
                        break;
                    case "description":
                        description = member.Text(report);
                        break;
                    case "parameters":
                        parameters = GeminiSchemaReader.Read(member.Value, member.At, report);
                        break;
                    case "parametersJsonSchema":
                        parameters = JsonRaw.From(member.Value);
                        break;
                    default:
                        break;
                }
            }

            if (name is { } word)
            {
                ask.Tools.Add(new HubTool(at) { Name = word, Description = description, Parameters = parameters });
            }
        }
    }

    private static bool IsBuiltIn(string name) =>
        name is "googleSearch" or "googleSearchRetrieval" or "codeExecution" or "urlContext" or "computerUse" or "fileSearch" or "googleMaps"
            or "enterpriseWebSearch" or "retrieval" or "mcpServers";
}
