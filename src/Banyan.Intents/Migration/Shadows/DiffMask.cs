using System.Text.Json;
using Banyan.Wire.Json;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Migration.Shadows;

/// <summary>Writes a differing value for the board: what the intent's result marks as <c>pii</c> or <c>secret</c> is masked, long texts are cut.</summary>
internal static class DiffMask
{
    private const string Masked = "\"[masked]\"";
    private const int Longest = 200;
    /// <summary>The value as JSON; null when there is none.</summary>
    /// <param name="value">The value.</param>
    /// <param name="path">Where it stands, as <c>$.orders[0].eta</c>.</param>
    /// <param name="result">The intent's result.</param>
    public static string? Write(JsonElement? value, string path, JsonSchema result)
    {
        if (value is not { } some)
        {
            return null;
        }

        var (schema, isHidden) = Follow(path, result);
        if (isHidden)
        {
            return Masked;
        }

        var text = JsonWriting.Text(writer => Write(writer, some, schema));
        return text.Length <= Longest ? text : JsonSerializer.Serialize(text[..Longest] + "…", ShadowJson.Default.String);
    }

    private static (JsonSchema? Schema, bool IsHidden) Follow(string path, JsonSchema result)
    {
        JsonSchema? at = result;
        var isHidden = IsHidden(result);
        foreach (var part in path.Split('.').Skip(path[0] == '$' ? 1 : 0))
        {
            var name = part.Split('[')[0];
            at = at?.Properties.GetValueOrDefault(name);
            isHidden |= IsHidden(at);
            for (var i = part.AsSpan().Count('['); i > 0; i--)
            {
                at = at?.Items;
                isHidden |= IsHidden(at);
            }
        }

        return (at, isHidden);
    }

    private static bool IsHidden(JsonSchema? schema) => schema?.Word("x-banyan-sensitivity") is "pii" or "secret";

    private static void Write(Utf8JsonWriter writer, JsonElement value, JsonSchema? schema)
    {
        if (IsHidden(schema))
        {
            writer.WriteRawValue(Masked);
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, schema?.Properties.GetValueOrDefault(member.Name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, schema?.Items);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
