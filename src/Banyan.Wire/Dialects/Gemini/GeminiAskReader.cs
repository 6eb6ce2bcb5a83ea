using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Reads a Gemini ask into the hub.</summary>
internal static class GeminiAskReader
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

        Read(document.RootElement, ask, report);
        HubCallIds.Complete(ask.Turns);
        return ask;
    }

    private static void Read(JsonElement root, HubAsk ask, MappingReport report)
    {
        var turns = new List<HubTurn>();
        foreach (var member in GeminiMember.Of(root, ""))
        {
            switch (member.Name)
            {
                case "contents":
                    GeminiTurnReader.Read(member, turns, report);
                    break;
                case "systemInstruction":
                    GeminiTurnReader.ReadSystem(member, ask.Turns, report);
                    break;
                case "tools":
                    GeminiToolReader.Read(member, ask, report);
                    break;
                case "toolConfig":
                    GeminiToolReader.ReadChoice(member, ask, report);
                    break;
                case "generationConfig":
                    GeminiConfigReader.Read(member, ask, report);
                    break;
                case "labels":
                    ask.Metadata = new Sourced<JsonRaw>(JsonRaw.From(member.Value), member.At);
                    break;
                case "cachedContent":
                    report.Refuse(member.At, "`cachedContent` names content that only its own provider has; send the content itself.");
                    break;
                default:
                    break;
            }
        }

        ask.Turns.AddRange(turns);
    }
}
