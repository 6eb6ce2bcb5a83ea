using System.Runtime.InteropServices;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Gateway.Prompts;

/// <summary>Reads JSON of callers without the framework's decoding, which throws on text that is no Unicode.</summary>
internal static class JsonReading
{
    /// <summary>A member's name.</summary>
    public static string NameOf(JsonProperty member) => new JsonText(JsonMarshal.GetRawUtf8PropertyName(member).ToArray()).ToString();

    /// <summary>A text; null when the element is none.</summary>
    public static string? Text(this JsonElement element) => element.ValueKind == JsonValueKind.String ? JsonText.From(element).ToString() : null;

    /// <summary>A member; null when there is none, it is null, or the element is no object.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text member; null when there is none.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name)?.Text();

    /// <summary>A number member; null when there is none.</summary>
    public static double? Number(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    /// <summary>A truth member; null when there is none.</summary>
    public static bool? Truth(this JsonElement element, string name) => element.Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>Parses JSON of our own store.</summary>
    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
