using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Reads an Ollama ask into the hub.</summary>
internal static class OllamaAskReader
{
    public static HubAsk Read(WireBody body, MappingReport report)
    {
        var lens = body.Lens;
        var ask = new HubAsk { Model = lens.Model, Streams = lens.Streams };
        using var document = JsonMembers.TryParse(body.Bytes);
        if (document is null || lens.Problem is not null)
        {
            report.Refuse(lens.Problem ?? JsonSafety.Refuse("The body is not valid JSON."));
            return ask;
        }

        foreach (var (name, value) in document.RootElement.Members())
        {
            if (value.IsThere())
            {
                ReadMember(name, value, ask, report);
            }
        }

        HubCallIds.Complete(ask.Turns);
        return ask;
    }

    /// <summary>The turns of an ask that was read before; none when it is not at hand.</summary>
    public static List<HubTurn> Turns(ReadOnlyMemory<byte> ask)
    {
        var turns = new List<HubTurn>();
        using var document = JsonMembers.TryParse(ask);
        if (document is not null)
        {
            OllamaMessageReader.Read(document.RootElement.Member("messages"), turns, new MappingReport());
        }

        return turns;
    }

    private static void ReadMember(string name, JsonElement value, HubAsk ask, MappingReport report)
    {
        switch (name)
        {
            case "messages":
                OllamaMessageReader.Read(value, ask.Turns, report);
                break;
            case "tools":
                ReadTools(value, ask, report);
                break;
            case "format":
                ReadFormat(value, ask, report);
                break;
            case "options":
                OllamaOptionsReader.Read(value, ask, report);
                break;
            case "think":
                ReadThink(value, ask, report);
                break;
            default:
                break;
        }
    }

    private static void ReadTools(JsonElement tools, HubAsk ask, MappingReport report)
    {
        var index = 0;
        foreach (var tool in tools.Items())
        {
            var at = $"/tools/{index++}";
            var function = tool.Member("function");
            if (function.Member("name") is not { ValueKind: JsonValueKind.String } name)
            {
                report.Refuse($"{at}/function/name", "A tool has no name.");
                continue;
            }

            ask.Tools.Add(new HubTool(at)
            {
                Name = JsonText.From(name),
                Description = function.Member("description") is { ValueKind: JsonValueKind.String } description ? JsonText.From(description) : null,
                Parameters = function.Member("parameters") is { ValueKind: JsonValueKind.Object } parameters ? JsonRaw.From(parameters) : null,
            });
        }
    }

    private static void ReadFormat(JsonElement format, HubAsk ask, MappingReport report)
    {
        if (format.ValueKind == JsonValueKind.Object)
        {
            ask.Format = new Sourced<HubFormat>(new HubFormat(HubFormatKind.Schema) { Schema = JsonRaw.From(format) }, "/format");
        }
        else if (format.Text() is "json")
        {
            ask.Format = new Sourced<HubFormat>(new HubFormat(HubFormatKind.Object), "/format");
        }
        else if (format.Text() is not "")
        {
            report.Refuse("/format", "`format` must be \"json\" or a JSON schema.");
        }
    }

    private static void ReadThink(JsonElement think, HubAsk ask, MappingReport report)
    {
        HubReasoningAsk? wish = think.ValueKind switch
        {
            JsonValueKind.True => new HubReasoningAsk { IsAdaptive = true, IncludeThoughts = true },
            JsonValueKind.False => new HubReasoningAsk { IsDisabled = true },
            JsonValueKind.String => new HubReasoningAsk { Effort = think.Text(), IncludeThoughts = true },
            _ => null,
        };
        if (wish is null)
        {
            report.Refuse("/think", "`think` must be true, false, or a level.");
            return;
        }

        ask.Reasoning = new Sourced<HubReasoningAsk>(wish, "/think");
    }
}
