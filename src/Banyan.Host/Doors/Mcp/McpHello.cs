using System.Text.Json;
using Banyan.Host.Telemetry;

namespace Banyan.Host.Doors.Mcp;

/// <summary>What is said to a client that comes: the version both speak, and what there is.</summary>
internal static class McpHello
{
    private static readonly string[] Versions = ["2025-11-25", "2025-06-18", "2025-03-26"];

    /// <summary>Writes it: the client's version if it is known here, else the latest that is.</summary>
    public static void Write(Utf8JsonWriter writer, JsonElement given)
    {
        var asked = McpMessage.Text(given, "protocolVersion");
        writer.WriteStartObject();
        writer.WriteString("protocolVersion", Versions.Contains(asked, StringComparer.Ordinal) ? asked : Versions[0]);
        writer.WriteStartObject("capabilities");
        foreach (var kind in new[] { "tools", "prompts" })
        {
            writer.WriteStartObject(kind);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("serverInfo");
        writer.WriteString("name", "banyan");
        writer.WriteString("version", BuildVersion.Text);
        writer.WriteEndObject();
        writer.WriteString("instructions", "Send the user's own words with the tool 'ask'; pass 'conversation' on to go on with one. What needs a confirmation is not done until the person gives it.");
        writer.WriteEndObject();
    }
}
