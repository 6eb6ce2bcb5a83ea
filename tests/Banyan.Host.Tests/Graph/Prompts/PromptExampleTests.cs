using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Clients;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Graph.Prompts;

/// <summary>A version is tried with a set of examples before anybody gets it.</summary>
public sealed class PromptExampleTests
{
    private const string Add = "mutation($input: PromptExampleInput!) { addPromptExample(input: $input) { id set } }";
    private const string Test = "mutation($set: String!) { testPrompt(versionId: \"mail/greet:1\", set: $set) { score cost version { version status } trials { score error checks { expected met } response { content promptVersion { version } } example { variables } } } }";

    [Fact]
    public async Task A_draft_is_asked_with_every_example_and_scored_by_what_is_met()
    {
        await using var wall = ScriptedWall.Start(Echo);
        await using var app = await StartAsync(wall);
        var client = GraphClient.Of(app);
        await AddAsync(client, new { name = "Ada" }, new { contains = new[] { "hello", "ada" } });
        await AddAsync(client, new { name = "Bob" }, new { contains = new[] { "hello", "never said" }, model = "wall/up" });
        await AddAsync(client, new { wrong = 7 }, new { regex = "." });

        var test = (await client.DataAsync(Test, new { set = "smoke" })).GetProperty("testPrompt");

        test.GetProperty("score").GetDouble().ShouldBe(0.5);
        test.GetProperty("version").GetRawText().ShouldBe("""{"version":1,"status":"DRAFT"}""");
        test.GetProperty("cost").GetString().ShouldNotBeNull();
        var trials = test.GetProperty("trials").EnumerateArray().ToList();
        trials.Select(trial => trial.GetProperty("score").GetDouble()).ShouldBe([1, 0.5, 0]);
        trials[1].GetProperty("checks").GetRawText().ShouldBe("""[{"expected":"contains \"hello\"","met":true},{"expected":"contains \"never said\"","met":false}]""");
        trials[0].GetProperty("response").GetProperty("promptVersion").GetProperty("version").GetInt32().ShouldBe(1);
        trials[2].GetProperty("error").GetString().ShouldStartWith("invalid_variables");
        wall.Requests.Count.ShouldBe(2, "what does not fit is not sent");
    }

    [Fact]
    public async Task Examples_are_listed_removed_and_checked_before_they_are_kept()
    {
        await using var wall = ScriptedWall.Start(Echo);
        await using var app = await StartAsync(wall);
        var client = GraphClient.Of(app);
        var id = await AddAsync(client, new { name = "Ada" }, new { contains = "x" });
        const string list = "{ prompt(id: \"mail/greet\") { examples(set: \"smoke\") { id expect } } }";

        (await client.DataAsync(list)).GetRawText().ShouldBe($$$"""{"prompt":{"examples":[{"id":"{{{id}}}","expect":{"contains":"x"}}]}}""");
        (await client.AskAsync(Add, new { input = new { promptId = "mail/greet", set = "smoke", variables = new { }, expect = new { } } })).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await client.AskAsync(Add, new { input = new { promptId = "mail/greet", set = "no blanks", variables = new { }, expect = new { contains = "x" } } })).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await client.AskAsync(Test, new { set = "none" })).Codes.ShouldBe(["NOT_FOUND"]);
        (await client.DataAsync("mutation($id: ID!) { removePromptExample(id: $id) }", new { id })).GetRawText().ShouldContain("true");
        (await client.DataAsync("mutation($id: ID!) { removePromptExample(id: $id) }", new { id })).GetRawText().ShouldContain("false");
    }

    [Fact]
    public async Task A_key_that_may_not_ask_tries_nothing()
    {
        await using var wall = ScriptedWall.Start(Echo);
        await using var app = await StartAsync(wall);
        await AddAsync(GraphClient.Of(app), new { name = "Ada" }, new { contains = "x" });

        (await (await GraphClient.WithAsync(app, "prompts:read", "prompts:write")).AskAsync(Test, new { set = "smoke" })).Codes.ShouldBe(["FORBIDDEN"]);
        wall.Requests.ShouldBeEmpty();
    }

    private static async Task<BanyanApp> StartAsync(ScriptedWall wall)
    {
        var app = await BanyanApp.StartAsync(WallConfig.Of(WireTalk.Of('C'), wall), null, ("WALL_KEY", "sk-upstream-0123456789abcdef"));
        await GraphClient.Of(app).DataAsync(
            """mutation { createPrompt(input: { name: "mail/greet", category: "mail", version: { template: "Hello {{name}}.", variables: [{ name: "name", type: STRING }], config: { model: "wall/up" } } }) { id } }""");
        return app;
    }

    /// <summary>A provider that says what it is told.</summary>
    private static WallScript Echo(WallRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return WallScript.Json(WireTalk.Of('C').Whole(body.RootElement.GetProperty("messages")[0].GetProperty("content").GetString()!, 11, 7));
    }

    private static async Task<string> AddAsync(GraphClient client, object variables, object expect) =>
        (await client.DataAsync(Add, new { input = new { promptId = "mail/greet", set = "smoke", variables, expect } })).GetProperty("addPromptExample").GetProperty("id").GetString()!;
}
