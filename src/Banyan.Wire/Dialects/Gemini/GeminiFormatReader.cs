using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Reads the wanted form of the answer, which Gemini spreads over a media type and one of two schemas.</summary>
internal static class GeminiFormatReader
{
    public static Sourced<HubFormat>? Read(GeminiMember config, MappingReport report)
    {
        string? type = null;
        var at = $"{config.At}/responseMimeType";
        JsonRaw? schema = null;
        foreach (var member in GeminiMember.Of(config.Value, config.At))
        {
            switch (member.Name)
            {
                case "responseMimeType":
                    type = member.Text(report)?.ToString();
                    at = member.At;
                    break;
                case "responseSchema" when member.Value.ValueKind == JsonValueKind.Object:
                    schema = GeminiSchemaReader.Read(member.Value, member.At, report);
                    break;
                case "responseJsonSchema" or "_responseJsonSchema" when member.Value.ValueKind == JsonValueKind.Object:
                    schema = JsonRaw.From(member.Value);
                    break;
                default:
                    break;
            }
        }

        switch (type)
        {
            case null or "text/plain" or "":
                return null;
            case "application/json":
                var format = schema is null ? new HubFormat(HubFormatKind.Object) : new HubFormat(HubFormatKind.Schema) { Schema = schema };
                return new Sourced<HubFormat>(format, at);
            default:
                report.Refuse(at, $"Answers of type `{type}` have no form in other dialects; use `application/json` or plain text.");
                return null;
        }
    }
}
