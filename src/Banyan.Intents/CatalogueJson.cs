using System.Text.Json;
using Banyan.Intents.Spine;
using Banyan.Wire.Json;

namespace Banyan.Intents;

/// <summary>The intents a person may ask for, as JSON. Parameters bound to the person are left out: nobody fills them but code.</summary>
internal static class CatalogueJson
{
    public static JsonElement Write(IntentCatalogue catalogue, Subject subject, Func<Intent, string> stageOf)
    {
        return JsonWriting.Element(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("version", catalogue.Version);
            writer.WriteStartArray("intents");
            foreach (var intent in catalogue.VisibleTo(subject))
            {
                Write(writer, intent, subject, stageOf(intent));
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, Intent intent, Subject subject, string stage)
    {
        writer.WriteStartObject();
        writer.WriteString("key", intent.Key);
        writer.WriteString("version", intent.Version);
        writer.WriteString("title", intent.Title);
        writer.WriteString("description", intent.Description);
        writer.WriteString("effect", intent.Effect switch { Effect.Read => "read", Effect.Write => "write", Effect.Destructive => "destructive" });
        writer.WriteString("stage", stage);
        writer.WriteStartArray("examples");
        foreach (var example in intent.Examples)
        {
            writer.WriteStringValue(example);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("params");
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var (name, schema) in intent.Params.Properties.Where(parameter => intent.IsFreeFor(subject, parameter.Key)))
        {
            writer.WritePropertyName(name);
            schema.Source.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("required");
        foreach (var name in intent.Params.Required.Where(name => intent.BindingOf(name) is null))
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
