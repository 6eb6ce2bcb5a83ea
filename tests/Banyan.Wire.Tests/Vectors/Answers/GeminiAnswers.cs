namespace Banyan.Wire.Tests.Vectors.Answers;

/// <summary>After ai.google.dev, "Generating content" (GenerateContentResponse), "Function calling" and "Thinking", read 2026-11-21.</summary>
internal static class GeminiAnswers
{
    private const string Text = VectorAnswers.Escaped;

    public static string Whole(string topic) => Response(topic switch
    {
        "tools" => $$"""{"text":"{{Text}}"},{{Call("look")}}""",
        "parallel tools" => $"{Call("look")},{Call("list")}",
        "reasoning" => $$"""{"text":"think {{Text}}","thought":true},{"text":"{{Text}}"}""",
        _ => $$"""{"text":"{{Text}}"}""",
    }, Finish(topic), Usage(topic));

    public static IEnumerable<string> Stream(string topic)
    {
        switch (topic)
        {
            case "tools":
                yield return Response($$"""{"text":"{{Text}}"}""", null, """{"promptTokenCount":20,"totalTokenCount":20}""");
                yield return Response(Call("look"), "STOP", Usage(topic));
                break;
            case "parallel tools":
                yield return Response($"{Call("look")},{Call("list")}", "STOP", Usage(topic));
                break;
            case "reasoning":
                yield return Response("""{"text":"think ","thought":true}""", null, """{"promptTokenCount":20,"thoughtsTokenCount":2,"totalTokenCount":22}""");
                yield return Response($$"""{"text":"{{Text}}","thought":true}""", null, """{"promptTokenCount":20,"thoughtsTokenCount":4,"totalTokenCount":24}""");
                yield return Response($$"""{"text":"{{Text}}"}""", "STOP", Usage(topic));
                break;
            default:
                yield return Response("""{"text":"canary"}""", null, """{"promptTokenCount":20,"candidatesTokenCount":2,"totalTokenCount":22}""");
                yield return Response($$"""{"text":"{{Text["canary".Length..]}}"}""", Finish(topic), Usage(topic));
                break;
        }
    }

    private static string Finish(string topic) => topic switch { "limit" => "MAX_TOKENS", "blocked" => "SAFETY", _ => "STOP" };

    private static string Call(string name) => $$$$"""{"functionCall":{"name":"{{{{name}}}}","args":{"of":"{{{{Text}}}}"}}}""";

    private static string Usage(string topic) => topic == "reasoning"
        ? """{"promptTokenCount":20,"candidatesTokenCount":5,"totalTokenCount":29,"promptTokensDetails":[{"modality":"TEXT","tokenCount":20}],"thoughtsTokenCount":4}"""
        : """{"promptTokenCount":20,"candidatesTokenCount":9,"totalTokenCount":29,"promptTokensDetails":[{"modality":"TEXT","tokenCount":20}]}""";

    private static string Response(string parts, string? finish, string usage) =>
        $$$"""{"candidates":[{"content":{"parts":[{{{parts}}}],"role":"model"},{{{(finish is null ? "" : $"\"finishReason\":\"{finish}\",")}}}"index":0}],"usageMetadata":{{{usage}}},"modelVersion":"the-model","responseId":"kP8gafTkKeTUz7IPtMrNsAk"}""";
}
