using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiResponses;

/// <summary>Members of foreign JSON, read so that no value can make them throw: null counts as absent, a wrong type as absent too.</summary>
internal static class ResponseJson
{
    public static JsonDocumentOptions Reading { get; } = new() { MaxDepth = JsonSafety.MaxDepth };

    /// <summary>A member's value; null when it is absent or JSON's null, or when there is no object.</summary>
    /// <remarks>The framework's own look-up throws on lone surrogates in names.</remarks>
    public static JsonElement? Get(this JsonElement owner, string name)
    {
        if (owner.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in owner.EnumerateObject())
            {
                if (IsNamed(member, name))
                {
                    return member.Value.ValueKind == JsonValueKind.Null ? null : member.Value;
                }
            }
        }

        return null;
    }

    /// <summary>The content of a string member.</summary>
    public static JsonText? Text(this JsonElement owner, string name) =>
        owner.Get(name) is { ValueKind: JsonValueKind.String } text ? JsonText.From(text) : null;

    /// <summary>A string member, decoded.</summary>
    public static string? Word(this JsonElement owner, string name) => owner.Text(name)?.ToString();

    /// <summary>A member of any type, copied as written.</summary>
    public static JsonRaw? Raw(this JsonElement owner, string name) => owner.Get(name) is { } value ? JsonRaw.From(value) : null;

    /// <summary>A member that is true or false.</summary>
    public static bool? Flag(this JsonElement owner, string name) => owner.Get(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A whole number.</summary>
    public static long? Count(this JsonElement owner, string name) =>
        owner.Get(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) ? count : null;

    /// <summary>The elements of an array member; none when it is absent.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement owner, string name) =>
        owner.Get(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static bool IsNamed(JsonProperty member, string name)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        return raw.Contains((byte)'\\') ? JsonTextDecoder.Decode(raw) == name : raw.Length == name.Length && Encoding.UTF8.GetString(raw) == name;
    }
}
