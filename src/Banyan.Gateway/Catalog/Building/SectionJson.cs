using System.Text.Json;
using Banyan.Gateway.Catalog.Document;
using Banyan.Gateway.Catalog.Schema;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Writes a checked section as JSON for a reader in another project: numbers and flags as such, spans of time in seconds, the rest as text.</summary>
internal sealed class SectionJson : NodeJson
{
    private static readonly SectionJson Form = new();

    /// <summary>Writes a section; null when it is absent.</summary>
    public static JsonElement? Write(ConfigNode? node, Setting setting) => node is null ? null : JsonWriting.Element(writer => Form.Write(writer, node, setting));

    /// <inheritdoc />
    protected override void WriteScalar(Utf8JsonWriter writer, string text, Setting? setting)
    {
        if (setting?.Kind == SettingKind.Duration && Quantity.TryDuration(text, out var span))
        {
            writer.WriteNumberValue(span.TotalSeconds);
            return;
        }

        base.WriteScalar(writer, text, setting);
    }
}
