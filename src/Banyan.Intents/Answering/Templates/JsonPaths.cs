using System.Globalization;
using System.Text.Json;

namespace Banyan.Intents.Answering.Templates;

/// <summary>Looks values up by dotted paths with indexes.</summary>
internal static class JsonPaths
{
    /// <summary>The value at a path as <c>items[0].name</c>; null when it is not there or null.</summary>
    public static JsonElement? Find(JsonElement at, string path)
    {
        foreach (var part in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(part, out var member))
            {
                at = member;
            }
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return null;
            }
        }

        return at.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : at;
    }
}
