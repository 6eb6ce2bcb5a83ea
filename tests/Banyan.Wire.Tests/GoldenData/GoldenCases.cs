using System.Text.Json.Nodes;
using Banyan.TestKit;

namespace Banyan.Wire.Tests.GoldenData;

/// <summary>The golden expectations in scope: all but envelopes of another cloud, another provider's reranking, policies and image generation.</summary>
internal static class GoldenCases
{
    private static readonly Dictionary<string, DialectId> Dialects = new(StringComparer.Ordinal)
    {
        ["completions"] = DialectId.OpenAiChat,
        ["messages"] = DialectId.Anthropic,
        ["anthropic"] = DialectId.Anthropic,
        ["responses"] = DialectId.OpenAiResponses,
        ["gemini"] = DialectId.Gemini,
        ["gemini-native"] = DialectId.Gemini,
        ["vertex-gemini"] = DialectId.Gemini,
        ["embeddings"] = DialectId.OpenAiChat,
        ["count-tokens"] = DialectId.Anthropic,
        ["openai"] = DialectId.OpenAiChat,
    };

    public static string Folder { get; } = TestFiles.Find("dialects", "golden");

    public static IReadOnlyList<string> Expectations { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.snap", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<GoldenCase> All { get; } = [.. Expectations.Where(IsInScope).Select(Make)];

    private static bool IsInScope(string name) =>
        !name.EndsWith(".vertex.snap", StringComparison.Ordinal)
        && !name.EndsWith(".cohere.snap", StringComparison.Ordinal)
        && !name.Contains("/policies/", StringComparison.Ordinal)
        && !name.Contains("image-generation", StringComparison.Ordinal);

    private static GoldenCase Make(string name)
    {
        var folder = name.Split('/')[1];
        var file = Path.GetFileName(name)[..^".snap".Length].Split('.');
        var input = Path.Combine(Folder, Path.GetDirectoryName(name)!, file[0] + ".json");
        var expected = new Lazy<GoldenExpectation>(() => Read(Path.Combine(Folder, name)));
        var (from, to, kind) = name.StartsWith("requests/", StringComparison.Ordinal) ? OfRequest(folder, file[1]) : OfResponse(folder, file[1]);
        return new GoldenCase(name, input, from, to, kind) { Expected = expected };
    }

    private static (DialectId From, DialectId To, GoldenKind Kind) OfRequest(string folder, string suffix)
    {
        var from = Dialects[folder];
        return folder switch
        {
            _ when suffix.StartsWith("get-messages-", StringComparison.Ordinal) => (from, from, GoldenKind.Texts),
            "embeddings" => (from, Dialects[suffix], GoldenKind.Embed),
            "count-tokens" => (from, Dialects[suffix], GoldenKind.CountTokens),

            // The suffix names Google's chat-compatible route there.
            "responses" when suffix == "gemini" => (from, DialectId.OpenAiChat, GoldenKind.Ask),
            _ => (from, Dialects[suffix], GoldenKind.Ask),
        };
    }

    private static (DialectId From, DialectId To, GoldenKind Kind) OfResponse(string folder, string suffix)
    {
        var streams = suffix.EndsWith("-streaming", StringComparison.Ordinal);
        suffix = streams ? suffix[..^"-streaming".Length] : suffix;
        var from = Dialects[folder];
        var dash = suffix.LastIndexOf('-');
        var to = suffix == "gemini-native" || dash < 0 || suffix.EndsWith("-detect", StringComparison.Ordinal) ? from : Dialects[suffix[(dash + 1)..]];
        return (from, to, dash < 0 ? GoldenKind.TokenCount : streams ? GoldenKind.StreamedAnswer : GoldenKind.Answer);
    }

    private static GoldenExpectation Read(string path)
    {
        var text = File.ReadAllText(path);
        var body = text[(text.IndexOf("\n---\n", 4, StringComparison.Ordinal) + 5)..];
        if (body.StartsWith('{') || body.StartsWith('['))
        {
            var json = JsonNode.Parse(body)!;
            return json is JsonObject both && (both["request"] ?? both["response"]) is { } result
                ? new GoldenExpectation(result.DeepClone(), null, both["parsed"] as JsonObject)
                : new GoldenExpectation(json, null, null);
        }

        var parsed = body.IndexOf("\n{\n", StringComparison.Ordinal);
        return parsed < 0
            ? new GoldenExpectation(null, body, null)
            : new GoldenExpectation(null, body[..parsed], (JsonObject)JsonNode.Parse(body[parsed..])!);
    }
}
