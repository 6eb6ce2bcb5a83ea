using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Cli.Http;

/// <summary>Reads members of an answer that may be of another shape than expected: what is not there, or is not what it should be, is null or nothing.</summary>
internal static class Members
{
    /// <summary>A text; null when there is none.</summary>
    public static string? Text(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.String } value ? JsonText.From(value).ToString() : null;

    /// <summary>A number as the service wrote it, or a text; null when there is neither.</summary>
    public static string? Scalar(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : Text(owner, name);

    /// <summary>A whole number; null when there is none.</summary>
    public static long? Count(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var count) ? count : null;

    /// <summary>An object; null when there is none.</summary>
    public static JsonElement? Object(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    /// <summary>The elements of an array; none when there is no array.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <summary>The texts of an array; none when there is no array.</summary>
    public static IEnumerable<string> Texts(JsonElement owner, string name) =>
        Items(owner, name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => JsonText.From(item).ToString());

    /// <summary>The first element of an array that fits; null when none does.</summary>
    public static JsonElement? First(JsonElement items, Func<JsonElement, bool> fits)
    {
        foreach (var item in items.EnumerateArray())
        {
            if (fits(item))
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>Writes a member that is an array of texts.</summary>
    public static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes members back as they came, and their owner's <c>revision</c> as the one that is expected.</summary>
    public static void WriteBack(Utf8JsonWriter writer, JsonElement owner, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            writer.WritePropertyName(name);
            owner.GetProperty(name).WriteTo(writer);
        }

        writer.WritePropertyName("expectedRevision");
        owner.GetProperty("revision").WriteTo(writer);
    }

    private static JsonElement? Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : null;
}
