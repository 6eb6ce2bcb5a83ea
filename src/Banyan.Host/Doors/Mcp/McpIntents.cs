using System.Text.Json;

namespace Banyan.Host.Doors.Mcp;

/// <summary>Intents as tools: one for each the person may ask for, under its key with the dot as an underscore, for clients take no dots in names.</summary>
internal static class McpIntents
{
    /// <summary>Writes the tools of a catalogue.</summary>
    /// <param name="writer">Inside an array.</param>
    /// <param name="catalogue">What the person may ask for.</param>
    public static void Write(Utf8JsonWriter writer, JsonElement catalogue)
    {
        var named = new HashSet<string>(McpToolList.Names, StringComparer.Ordinal);
        foreach (var intent in catalogue.GetProperty("intents").EnumerateArray().Where(intent => named.Add(NameOf(intent))))
        {
            Write(writer, NameOf(intent), intent);
        }
    }

    /// <summary>The key behind a tool's name; null when there is none for the person.</summary>
    public static string? KeyOf(JsonElement catalogue, string? name) =>
        McpToolList.Names.Contains(name, StringComparer.Ordinal)
            ? null
            : catalogue.GetProperty("intents").EnumerateArray().Where(intent => NameOf(intent) == name).Select(intent => intent.GetProperty("key").GetString()).FirstOrDefault();

    private static void Write(Utf8JsonWriter writer, string name, JsonElement intent)
    {
        var effect = intent.GetProperty("effect").GetString();
        var description = intent.GetProperty("description").GetString();
        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WriteString("title", intent.GetProperty("title").GetString());
        writer.WriteString("description", effect == "read" ? description : $"{description} Nothing is done before the person confirmed it: the answer says how.".Trim());
        writer.WriteStartObject("inputSchema");
        foreach (var member in intent.GetProperty("params").EnumerateObject())
        {
            member.WriteTo(writer);
        }

        writer.WriteBoolean("additionalProperties", false);
        writer.WriteEndObject();
        writer.WriteStartObject("annotations");
        writer.WriteBoolean("readOnlyHint", effect == "read");
        writer.WriteBoolean("destructiveHint", effect == "destructive");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string NameOf(JsonElement intent) => intent.GetProperty("key").GetString()!.Replace('.', '_');
}
