using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Banyan.Gateway.Tools.Executing;

namespace Banyan.Gateway.Tools.BuiltIn.Searching;

/// <summary>Takes title, address and text of results out of whatever a search service answers, as plain text.</summary>
internal static partial class SearchResults
{
    private const int LongestTitle = 200, LongestText = 1_000, LongestAddress = 2_000;
    private static readonly string[] Titles = ["title", "name"], Addresses = ["url", "link", "href"], Texts = ["snippet", "description", "content", "text", "body"];

    /// <summary>Reads the list at a path.</summary>
    public static ToolResult Read(JsonElement answer, string path, int most)
    {
        var at = answer;
        foreach (var name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return ToolOutput.Failed("The search service's answer has no list of results where one is configured.");
            }
        }

        return at.ValueKind == JsonValueKind.Array
            ? ToolOutput.Of(writer => Write(writer, at.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Take(most)))
            : ToolOutput.Failed("The search service's answer has no list of results where one is configured.");
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<JsonElement> results)
    {
        writer.WriteBoolean("isTrusted", false);
        writer.WriteStartArray("results");
        foreach (var result in results)
        {
            writer.WriteStartObject();
            writer.WriteString("title", Plain(result, Titles, LongestTitle));
            writer.WriteString("url", Plain(result, Addresses, LongestAddress));
            writer.WriteString("text", Plain(result, Texts, LongestText));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Plain(JsonElement result, string[] names, int most)
    {
        foreach (var name in names)
        {
            if (result.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
            {
                var text = WebUtility.HtmlDecode(Tags().Replace(value.GetString()!, ""));
                return Redaction.Short(string.Concat(text.Where(one => !char.IsControl(one) || one == '\n')), most);
            }
        }

        return "";
    }

    [GeneratedRegex("<[^<>]{0,1000}>", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Tags();
}
