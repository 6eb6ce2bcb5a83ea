using Banyan.Wire;

namespace Banyan.Host.Doors;

/// <summary>Gemini's door: model and verb stand in the path, as <c>/v1beta/models/gemini-2.5-pro:generateContent</c>.</summary>
internal static class GeminiDoor
{
    private static readonly Dialect Gemini = DialectTable.Get(DialectId.Gemini);

    public static void MapGeminiDoor(this IEndpointRouteBuilder routes)
    {
        var runner = routes.ServiceProvider.GetRequiredService<DoorRunner>();
        foreach (var version in new[] { "v1beta", "v1alpha", "v1" })
        {
            routes.MapPost($"/{version}/models/{{**id}}", (RequestDelegate)(http => RunAsync(runner, http))).WithSummary("Gemini generateContent, embedContent, countTokens").WithTags("wire");
        }
    }

    private static Task RunAsync(DoorRunner runner, HttpContext http)
    {
        var call = ModelPath.Of(http, "id");
        var colon = call.LastIndexOf(':');
        var (model, verb) = colon < 0 ? (call, "") : (call[..colon], call[(colon + 1)..]);
        var streams = verb == "streamGenerateContent";
        Operation? operation = verb switch
        {
            "generateContent" or "streamGenerateContent" => Operation.Chat,
            "embedContent" or "batchEmbedContents" => Operation.Embed,
            "countTokens" => Operation.CountTokens,
            _ => null,
        };
        if (operation is not { } known)
        {
            var failure = new Failure(FailureKind.UnknownModel, "not_found", $"There is no method '{verb}' here; use generateContent, streamGenerateContent, embedContent, batchEmbedContents or countTokens.");
            return new DoorResponse(http, new DoorAsk(Gemini, Operation.Chat), default).RefuseAsync(failure).AsTask();
        }

        var isArray = streams && !string.Equals(http.Request.Query["alt"], "sse", StringComparison.Ordinal);
        return runner.RunAsync(http, new DoorAsk(Gemini, known, new AskPath(model, streams, verb), isArray));
    }
}
