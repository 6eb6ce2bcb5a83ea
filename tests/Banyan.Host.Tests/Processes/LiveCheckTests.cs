using System.Text.Json;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Processes;

/// <summary><c>--check --live</c>: every key of every provider is tried, and what came of it is said in plain words.</summary>
public sealed class LiveCheckTests
{
    [Fact]
    public async Task Providers_that_answer_are_told_with_their_model_and_cost_one_ask_a_key()
    {
        await using var wall = ScriptedWall.Start(request => WallScript.Json(request.Path switch
        {
            "/chat/chat/completions" => """{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"."},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""",
            "/messages/messages" => """{"id":"m","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"."}],"stop_reason":"max_tokens","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}""",
            var path when path.StartsWith("/gemini/models/", StringComparison.Ordinal) => """{"candidates":[{"content":{"role":"model","parts":[{"text":"."}]},"finishReason":"MAX_TOKENS","index":0}],"usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":1,"totalTokenCount":2},"modelVersion":"m"}""",
            "/local/api/chat" => """{"model":"m","created_at":"2026-11-21T00:00:00Z","message":{"role":"assistant","content":"."},"done":true,"done_reason":"length","prompt_eval_count":1,"eval_count":1}""",
            _ => """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1]}],"model":"m","usage":{"prompt_tokens":1,"total_tokens":1}}""",
        }));
        using var folder = new HostFolder(Yaml(wall, ("chat", "openai-compatible"), ("messages", "anthropic"), ("gemini", "google"), ("local", "ollama")) + "  vectors/m: { context: 8000, can: [embeddings], price: free }\n");

        var (exitCode, said) = await folder.RunAsync("--check", "--live");

        said.ShouldContain("ok chat (key main): answers, chat/m in ");
        said.ShouldContain("ok messages (key main): answers");
        said.ShouldContain("ok gemini (key main): answers", customMessage: said);
        said.ShouldContain("ok local (key main): answers");
        said.ShouldContain("ok vectors (key main): answers");
        exitCode.ShouldBe(0, said);
        wall.Requests.Count.ShouldBe(5);
        File.Exists(Path.Combine(folder.Data, "banyan.db")).ShouldBeFalse("a check opens no database");
    }

    [Fact]
    public async Task What_is_wrong_with_each_is_told_apart_and_the_exit_code_says_so()
    {
        await using var wall = ScriptedWall.Start(request => request.Path.Split('/')[1] switch
        {
            "badkey" => WallScript.Json("""{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}}""", 401),
            "broke" => WallScript.Json("""{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}""", 429),
            "gone" => WallScript.Json("""{"error":{"message":"The model does not exist","type":"invalid_request_error","code":"model_not_found"}}""", 404),
            "busy" => WallScript.Json("""{"error":{"message":"slow down","type":"rate_limit_error","code":"rate_limit_exceeded"}}""", 429),
            "html" => WallScript.Whole("<html>hello</html>"u8.ToArray(), "text/html"),
            _ => new WallScript().Reset(),
        });
        using var folder = new HostFolder(Yaml(wall, [.. new[] { "badkey", "broke", "gone", "busy", "html", "reset" }.Select(name => (name, "openai-compatible"))]));

        var (exitCode, said) = await folder.RunAsync("--check", "--live", "--json");

        exitCode.ShouldBe(1, said);
        said.ShouldNotContain(HostFolder.ProviderKey);
        var live = JsonDocument.Parse(said).RootElement.GetProperty("live").EnumerateArray().ToDictionary(one => one.GetProperty("provider").GetString()!, one => one);
        Words("badkey").ShouldContain("does not accept the key");
        Words("broke").ShouldContain("its account is spent");
        Words("gone").ShouldContain("has no gone/m");
        Words("busy").ShouldContain("accepts the key");
        Words("html").ShouldContain("in no language of its type");
        Words("reset").ShouldContain("can't be reached");
        live.Where(one => one.Value.GetProperty("good").GetBoolean()).Select(one => one.Key).ShouldBe(["busy"]);

        string Words(string provider) => live[provider].GetProperty("message").GetString()!;
    }

    [Fact]
    public async Task It_goes_with_check_alone()
    {
        using var folder = new HostFolder();
        var (exitCode, said) = await folder.RunAsync("--live");
        exitCode.ShouldBe(2);
        said.ShouldContain("--live goes with --check.");
    }

    private static string Yaml(ScriptedWall wall, params (string Name, string Type)[] providers)
    {
        var lines = providers.Select(provider => $"  {provider.Name}: {{ type: {provider.Type}, baseUrl: \"{wall.Address.AbsoluteUri}{provider.Name}\", keys: [{{ name: main, ref: \"env:PROVIDER_KEY\" }}] }}\n");
        var models = providers.Select(provider => $"  {provider.Name}/m: {{ context: 100000, maxOutput: 4096, can: [streaming], price: free }}\n");
        return "providers:\n" + string.Concat(lines) + $"  vectors: {{ type: openai-compatible, baseUrl: \"{wall.Address.AbsoluteUri}vectors\", keys: [{{ name: main, ref: \"env:PROVIDER_KEY\" }}] }}\nmodels:\n" + string.Concat(models);
    }
}
