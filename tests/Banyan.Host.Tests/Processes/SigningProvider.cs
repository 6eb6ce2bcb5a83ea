using System.Text.Json.Nodes;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Processes;

/// <summary>A Gemini that signs each call it makes and refuses a history in which one of its calls came back without its own signature.</summary>
internal static class SigningProvider
{
    /// <summary>How often it calls before it answers in words.</summary>
    public const int Calls = 3;

    public static ScriptedWall Start() => ScriptedWall.Start(Answer);

    public static string Signature(int call) => $"Cs{call}+opaque/{call}==";

    private static WallScript Answer(WallRequest request)
    {
        var made = 0;
        foreach (var part in JsonNode.Parse(request.Text)!["contents"]!.AsArray().SelectMany(entry => entry!["parts"]!.AsArray()).Where(part => part!["functionCall"] is not null))
        {
            if (part!["thoughtSignature"]?.GetValue<string>() != Signature(made))
            {
                return WallScript.Json($$$"""{"error":{"code":400,"message":"call {{{made}}} is missing its thought_signature","status":"INVALID_ARGUMENT"}}""", 400);
            }

            made++;
        }

        return WallScript.Json(Body(made < Calls
            ? $$$"""{"functionCall":{"name":"look","args":{"turn":{{{made}}}}},"thoughtSignature":"{{{Signature(made)}}}"}"""
            : """{"text":"it was done"}"""));
    }

    private static string Body(string part) =>
        $$$"""{"candidates":[{"content":{"role":"model","parts":[{{{part}}}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":3,"totalTokenCount":8},"modelVersion":"up","responseId":"g-1"}""";
}
