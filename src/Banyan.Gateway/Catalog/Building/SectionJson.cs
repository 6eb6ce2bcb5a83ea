using System.Text.Json;
using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Writes a checked section as JSON for a reader in another project: numbers and flags as such, spans of time in seconds, the rest as text.</summary>
internal static class SectionJson
{
    /// <summary>Writes a section; null when it is absent.</summary>
    public static JsonElement? Write(ConfigNode? node, Setting setting)
    {
        if (node is null)
        {
            return null;
        }

        return JsonWriting.Element(writer => WriteNode(writer, node, setting));
    }

    private static void WriteNode(Utf8JsonWriter writer, ConfigNode node, Setting? setting)
    {
        switch (node.Kind)
        {
            case ConfigNodeKind.Map:
                writer.WriteStartObject();
                foreach (var member in node.Members)
                {
                    writer.WritePropertyName(member.Name);
                    WriteNode(writer, member.Value, setting?.Kind == SettingKind.Table ? setting.Item : setting?.Find(member.Name));
                }

                writer.WriteEndObject();
                break;
            case ConfigNodeKind.List:
                writer.WriteStartArray();
                foreach (var item in node.Items)
                {
                    WriteNode(writer, item, setting?.Item);
                }

                writer.WriteEndArray();
                break;
            case ConfigNodeKind.Scalar:
                WriteScalar(writer, node.Text, setting?.Short ?? setting);
                break;
            case ConfigNodeKind.Null:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, string text, Setting? setting)
    {
        if (setting?.Kind == SettingKind.Duration && Quantity.TryDuration(text, out var span))
        {
            writer.WriteNumberValue(span.TotalSeconds);
        }
        else if (setting?.Kind is SettingKind.Whole or SettingKind.Number or SettingKind.Money && Quantity.TryNumber(text, out var number))
        {
            writer.WriteNumberValue(number);
        }
        else if (setting?.Kind == SettingKind.Flag && Quantity.TryFlag(text, out var flag))
        {
            writer.WriteBooleanValue(flag);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }
}
