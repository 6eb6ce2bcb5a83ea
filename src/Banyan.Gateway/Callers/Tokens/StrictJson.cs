using System.Text.Json;
using System.Text.Unicode;

namespace Banyan.Gateway.Callers.Tokens;

/// <summary>Reads JSON of strangers: UTF-8, one object, no member twice, shallow.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads an object; null when it is none, or is not strict.</summary>
    public static JsonElement? Object(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member's text; null when there is none, it is no text, or half a character is in it.</summary>
    public static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? Text(value) : null;

    /// <summary>A value's text; null when it is none, or half a character is in it.</summary>
    public static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
