using System.Text.Json;

namespace Banyan.Host.Graph.Conversations;

/// <summary>JSON that is kept as text, as values of the schema.</summary>
internal static class TalkJson
{
    /// <summary>A text as a value; a text that is no JSON is a string, for models write what they like.</summary>
    public static JsonElement? Of(string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(json, TalkJsonContext.Default.String);
        }
    }
}
