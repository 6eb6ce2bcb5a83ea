using System.Text;
using Banyan.Gateway.Metering;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Providers;

/// <summary>The contract of built-in providers that speak OpenAI's language: one line each, with whether it must be asked for usage in streams.</summary>
public sealed class BuiltInProviderTests
{
    private const string Key = "key-of-the-provider-5830261947", Model = "accounts/some/models/up";

    [Theory]
    [InlineData("deepseek", true)]
    [InlineData("fireworks", false)]
    [InlineData("groq", true)]
    [InlineData("lmstudio", true)]
    [InlineData("mistral", false)]
    [InlineData("openrouter", true)]
    [InlineData("vllm", true)]
    [InlineData("xai", true)]
    public async Task It_is_asked_with_its_key_streamed_and_whole_and_its_usage_is_booked(string type, bool asksForUsage)
    {
        var talk = WireTalk.Of('C');
        await using var wall = ScriptedWall.Start(request => request.Text.Contains("\"stream\":true", StringComparison.Ordinal) ? Streamed(talk) : WallScript.Json(talk.Whole("Hi", 11, 7)));
        var yaml = $$"""
            providers:
              one: { type: {{type}}, baseUrl: "{{wall.Address.AbsoluteUri}}inference/v1", keys: [{ name: main, ref: "env:UP_KEY" }] }
            models:
              "one/{{Model}}": { context: 100000, maxOutput: 4096, can: [streaming], price: { input: 1, output: 3 } }
            """;
        await using var app = await BanyanApp.StartAsync(yaml, null, ("UP_KEY", Key));
        var ids = new List<Guid>();
        foreach (var streams in new[] { false, true })
        {
            var (path, body) = talk.Ask($"one/{Model}", streams, "Hello");
            using var answer = await app.Http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
            var text = await answer.Content.ReadAsStringAsync();
            ((int)answer.StatusCode).ShouldBe(200, text);
            text.ShouldContain("Hi");
            ids.Add(Guid.Parse(answer.Headers.GetValues("x-request-id").First()));
        }

        wall.Requests.ShouldAllBe(request => request.Path == "/inference/v1/chat/completions" && request.Header("authorization") == $"Bearer {Key}" && request.Text.Contains($"\"{Model}\""));
        wall.Requests.Last().Text.Contains("include_usage", StringComparison.Ordinal).ShouldBe(asksForUsage);
        await app.StopAsync();
        foreach (var id in ids)
        {
            var row = (await app.Services.GetRequiredService<IUsageStore>().OfRequestAsync("default", id, CancellationToken.None)).ShouldHaveSingleItem();
            (row.IsEstimated, row.Usage.Prompt, row.Usage.Completion).ShouldBe((false, 11, 7));
        }
    }

    /// <summary>A stream whose usage stands in the chunk that carries the finish reason, as some send it unasked.</summary>
    private static WallScript Streamed(WireTalk talk)
    {
        var script = WallScript.Stream();
        var events = talk.Stream(["Hi"], 11, 7);
        foreach (var one in events.Where(one => !one.Contains("\"usage\"", StringComparison.Ordinal)))
        {
            script.Chunk(one.Contains("\"stop\"", StringComparison.Ordinal) ? one.Replace("}]}", "}],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}", StringComparison.Ordinal) : one);
        }

        return script.End();
    }
}
