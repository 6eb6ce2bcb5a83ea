using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads <c>response_format</c>.</summary>
internal static class AskFormatReader
{
    public static void Read(AskValue format, HubAsk ask, MappingReport report)
    {
        if (!format.IsThere)
        {
            return;
        }

        switch (format["type"].Element.Text())
        {
            case "text":
                ask.Format = new(new HubFormat(HubFormatKind.Text), format.At);
                break;
            case "json_object":
                ask.Format = new(new HubFormat(HubFormatKind.Object), format.At);
                break;
            case "json_schema":
                var bound = format["json_schema"];
                var schema = bound["schema"].Element;
                ask.Format = new(
                    new HubFormat(schema.IsThere() ? HubFormatKind.Schema : HubFormatKind.Object)
                    {
                        Name = bound["name"].Text(report),
                        Description = bound["description"].Text(report),
                        Schema = schema.IsThere() ? JsonRaw.From(schema) : null,
                        Strict = bound["strict"].Element.Truth(),
                    },
                    format.At);
                break;
            default:
                report.Refuse(format.At, "Only the forms text, json_object and json_schema can be carried to another dialect.");
                break;
        }
    }
}
