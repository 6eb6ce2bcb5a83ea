using System.Text.Json;
using Banyan.Gateway.Catalog.Document;

namespace Banyan.Gateway.Catalog.Schema;

/// <summary>Writes nodes of a configuration as JSON by what the schema knows of them: names as they were written, numbers and flags as such, the rest as text. Forms of their own override what differs.</summary>
internal abstract class NodeJson
{
    /// <summary>Writes a node; what the schema does not know is text.</summary>
    public void Write(Utf8JsonWriter writer, ConfigNode node, Setting? setting)
    {
        switch (node.Kind)
        {
            case ConfigNodeKind.Map:
                writer.WriteStartObject();
                foreach (var member in node.Members)
                {
                    var known = setting?.Kind == SettingKind.Table ? setting.Item : setting?.Find(member.Name);
                    writer.WritePropertyName(NameOf(member.Name, setting, known));
                    Write(writer, member.Value, known);
                }

                writer.WriteEndObject();
                break;
            case ConfigNodeKind.List:
                writer.WriteStartArray();
                foreach (var item in node.Items)
                {
                    Write(writer, item, setting?.Item);
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

    /// <summary>The name a member is written under.</summary>
    /// <param name="written">As it was written.</param>
    /// <param name="owner">The map it stands in.</param>
    /// <param name="known">What the schema knows of it.</param>
    protected virtual string NameOf(string written, Setting? owner, Setting? known) => written;

    /// <summary>Writes one value.</summary>
    protected virtual void WriteScalar(Utf8JsonWriter writer, string text, Setting? setting)
    {
        if (setting?.Kind is SettingKind.Whole or SettingKind.Number or SettingKind.Money && Quantity.TryNumber(text, out var number))
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
