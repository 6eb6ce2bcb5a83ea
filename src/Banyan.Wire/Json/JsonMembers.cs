using System.Runtime.InteropServices;
using System.Text.Json;

namespace Banyan.Wire.Json;

/// <summary>Reads members of elements by name without ever decoding through the framework, which throws on lone surrogates.</summary>
internal static class JsonMembers
{
    /// <summary>Parses a body for translation; null when it is not one JSON value.</summary>
    public static JsonDocument? TryParse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = JsonSafety.MaxDepth });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>All members in order with decoded names; empty when the element is no object.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Members(this JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                yield return (NameOf(member), member.Value);
            }
        }
    }

    /// <summary>All items in order; empty when the element is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                yield return item;
            }
        }
    }

    /// <summary>The last member of a name; undefined when there is none or the element is no object.</summary>
    public static JsonElement Member(this JsonElement element, string name)
    {
        JsonElement found = default;
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (string.Equals(NameOf(member), name, StringComparison.Ordinal))
                {
                    found = member.Value;
                }
            }
        }

        return found;
    }

    /// <summary>Whether the element is there and not null.</summary>
    public static bool IsThere(this JsonElement element) => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The decoded string; null when the element is none.</summary>
    public static string? Text(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? JsonText.From(element).ToString() : null;

    /// <summary>The whole number; null when the element is none.</summary>
    public static long? WholeNumber(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) ? number : null;

    /// <summary>The truth value; null when the element is none.</summary>
    public static bool? Truth(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static string NameOf(JsonProperty member) => JsonTextDecoder.Decode(JsonMarshal.GetRawUtf8PropertyName(member));
}
