using System.Text;
using System.Text.Json;
using Banyan.Wire.Json;

namespace Banyan.Wire.Mcp;

/// <summary>An answer of an MCP server: JSON, or the message of an event stream that answers; what else the stream says is passed over.</summary>
/// <param name="Result">The result; null when there is none.</param>
/// <param name="Problem">Why there is none, for operators; null when there is one.</param>
public sealed record McpReply(JsonElement? Result, string? Problem)
{
    private const int LongestQuoted = 200;

    /// <summary>Reads the answer to a request.</summary>
    /// <param name="body">What came so far.</param>
    /// <param name="isStream">Whether it is an event stream.</param>
    /// <param name="id">The request's id.</param>
    /// <returns>Null while the answer is not there yet.</returns>
    public static McpReply? Find(ReadOnlyMemory<byte> body, bool isStream, int id)
    {
        if (!isStream)
        {
            return Read(body, id);
        }

        var text = Encoding.UTF8.GetString(body.Span).ReplaceLineEndings("\n");
        var whole = text.LastIndexOf("\n\n", StringComparison.Ordinal);
        foreach (var told in whole < 0 ? [] : text[..whole].Split("\n\n"))
        {
            var data = string.Join('\n', told.Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal)).Select(line => line.AsSpan(5).TrimStart(' ').ToString()));
            if (data.Length > 0 && Read(Encoding.UTF8.GetBytes(data), id) is { } reply)
            {
                return reply;
            }
        }

        return null;
    }

    private static McpReply? Read(ReadOnlyMemory<byte> message, int id)
    {
        using var document = JsonMembers.TryParse(message);
        if (document is null || document.RootElement.ValueKind != JsonValueKind.Object || document.RootElement.Member("id").WholeNumber() != id)
        {
            return null;
        }

        var root = document.RootElement;
        if (root.Member("result") is { ValueKind: JsonValueKind.Object } result)
        {
            return new McpReply(result.Clone(), null);
        }

        var said = root.Member("error").Member("message").Text() ?? "no result";
        return new McpReply(null, said.Length <= LongestQuoted ? said : said[..LongestQuoted]);
    }
}
