using System.Text.Json;
using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>Parts of a configuration as they are kept: JSON with the names of the schema, numbers and flags as such, values as they were written.</summary>
internal static class LayerJson
{
    /// <summary>What stands in place of a secret that was written out.</summary>
    public const string Mask = "***";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An entry as nodes that say where they come from.</summary>
    public static ConfigNode Read(ConfigEntry entry) => Mark(JsonDocumentText.Read(entry.Value), new ConfigPlace(entry.Path, IsStored: true));

    /// <summary>A node as JSON; a secret that is no reference is masked.</summary>
    public static string Write(ConfigNode node, Setting? setting) => JsonWriting.Text(writer => Kept.Form.Write(writer, node, setting));

    /// <summary>All entries as one document, sections and names in ordinal order.</summary>
    public static string Document(IReadOnlyList<ConfigEntry> entries)
    {
        var text = JsonWriting.Element(writer =>
        {
            writer.WriteStartObject();
            foreach (var section in BackendEntries.Joined(entries).OrderBy(entry => entry.Section, StringComparer.Ordinal).GroupBy(entry => entry.Section, StringComparer.Ordinal))
            {
                writer.WritePropertyName(section.Key);
                if (section.First() is { Name: "" } whole)
                {
                    writer.WriteRawValue(whole.Value);
                    continue;
                }

                writer.WriteStartObject();
                foreach (var entry in section.OrderBy(entry => entry.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(entry.Name);
                    writer.WriteRawValue(entry.Value);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
        return JsonSerializer.Serialize(text, Indented);
    }

    private static ConfigNode Mark(ConfigNode node, ConfigPlace place) => node.Kind switch
    {
        ConfigNodeKind.Map => ConfigNode.Map(place, [.. node.Members.Select(member => new ConfigMember(member.Name, Mark(member.Value, place.Member(member.Name))))]),
        ConfigNodeKind.List => ConfigNode.List(place, [.. node.Items.Select((item, i) => Mark(item, place with { Path = ConfigPlace.Join(place.Path, i) }))]),
        ConfigNodeKind.Scalar => ConfigNode.Scalar(place, node.Text),
        ConfigNodeKind.Null => ConfigNode.Null(place),
    };

    private sealed class Kept : NodeJson
    {
        public static readonly Kept Form = new();

        protected override string NameOf(string written, Setting? owner, Setting? known) => known is { Name.Length: > 0 } && owner?.Kind != SettingKind.Table ? known.Name : written;

        protected override void WriteScalar(Utf8JsonWriter writer, string text, Setting? setting)
        {
            if (setting?.Kind == SettingKind.Secret)
            {
                writer.WriteStringValue(SecretText.Shown(text));
                return;
            }

            base.WriteScalar(writer, text, setting);
        }
    }
}
