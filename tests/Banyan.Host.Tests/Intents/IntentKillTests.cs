using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Intents;

/// <summary>Kill switches on who asks stop the orchestrator at every door, and what it is doing.</summary>
public sealed class IntentKillTests(IntentBench bench) : IClassFixture<IntentBench>
{
    private const string Ada = "ada@shop.example", Words = "What about my orders?";
    private static readonly (string, string) Feature = ("x-banyan-feature", "assistant");

    [Theory]
    [Trait("Attack", "55")]
    [InlineData("GLOBAL", "*")]
    [InlineData("SERVICE", "admin")]
    [InlineData("FEATURE", "Assistant")]
    public async Task Who_is_stopped_is_refused_at_every_door_and_goes_on_when_let(string scope, string scopeId)
    {
        var talk = await bench.TalkAsync(Ada);
        var code = (await bench.SayAsync(Ada, talk, "Cancel order 1002")).GetProperty("confirmation").GetProperty("id").GetString();
        var id = await ThrowAsync(scope, scopeId, cuts: false);
        try
        {
            foreach (var (path, body) in new (string, object)[]
            {
                (Messages(talk), bench.Message(Words)),
                ($"/intents/v1/confirmations/{code}", new { decision = "decline" }),
                ("/mcp", Call("ask", new { message = Words })),
                ("/v1/chat/completions", new { model = "banyan", messages = new[] { new { role = "user", content = Words } } }),
                ("/v1/chat/completions", new { model = "banyan", stream = true, messages = new[] { new { role = "user", content = Words } } }),
            })
            {
                var (status, said) = await PostAsync(path, body);
                (status, said.Contains("killed", StringComparison.Ordinal)).ShouldBe((403, true), $"{path}: {said}");
            }

            var graph = (await PostAsync("/graphql", Send(talk, Words))).Text;
            graph.ShouldContain("\"reason\":\"killed\"");
            (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/conversations/{talk}", Ada, headers: Feature)).Status.ShouldBe(200, "what is kept is read");
            if (scope == "FEATURE")
            {
                (await bench.JsonAsync(HttpMethod.Post, Messages(await bench.TalkAsync(Ada)), Ada, bench.Message(Words), headers: ("x-banyan-feature", "other"))).Status.ShouldBe(200);
            }
        }
        finally
        {
            await ClearAsync(id);
        }

        (await PostAsync("/mcp", Call("ask", new { message = Words }))).Text.ShouldContain("1001");
        (await PostAsync($"/intents/v1/confirmations/{code}", new { decision = "decline" })).Status.ShouldBe(200);
    }

    [Fact]
    [Trait("Attack", "55")]
    public async Task What_is_under_way_is_cut_and_its_plan_goes_no_further()
    {
        var leases = bench.Services.GetRequiredService<ILeases>();
        var (talk, other, model) = (await bench.TalkAsync(Ada), await bench.TalkAsync(Ada), await ModelTalkAsync());
        var held = new List<Lease>();
        foreach (var one in new[] { talk, other, model })
        {
            // Whoever holds a conversation keeps its runs from going on.
            held.Add((await leases.TryTakeAsync("default", $"conversation:{one}", TimeSpan.FromMinutes(10), default)).ShouldNotBeNull());
        }

        using var events = await bench.SendAsync(HttpMethod.Post, Messages(talk), Ada, bench.Message(Words), null, ("Accept", "text/event-stream"), Feature);
        var run = events.Headers.GetValues("x-banyan-run").Single();
        using var spoken = await bench.SendAsync(HttpMethod.Post, "/v1/chat/completions", Ada, new { model = "banyan", stream = true, messages = new[] { new { role = "user", content = "How many points do I have?" } } }, null, ("x-banyan-conversation", "held"), Feature);
        var whole = PostAsync("/graphql", Send(other, Words));

        var id = await ThrowAsync("FEATURE", "assistant", cuts: true);
        try
        {
            var said = await events.Content.ReadAsStringAsync().WaitAsync(Patience.Long);
            said.ShouldContain("event: error");
            said.ShouldContain("killed");
            said.ShouldNotContain("run.finished");
            said = await spoken.Content.ReadAsStringAsync().WaitAsync(Patience.Long);
            said.ShouldContain("killed");
            said.ShouldNotContain("[DONE]");
            (await whole.WaitAsync(Patience.Long)).Text.ShouldContain("\"reason\":\"killed\"");

            foreach (var one in held)
            {
                await leases.ReleaseAsync(one, default);
            }

            JsonElement state = default;
            await Patience.UntilAsync(async () => (state = (await bench.JsonAsync(HttpMethod.Get, $"/intents/v1/runs/{run}", Ada)).Json).GetProperty("status").GetString() is not ("queued" or "planned" or "running" or "planning"));
            state.GetProperty("steps")[0].GetProperty("code").GetString().ShouldBe("intent_stopped", state.GetRawText());
        }
        finally
        {
            await ClearAsync(id);
        }
    }

    /// <summary>The conversation behind a name at the door of models.</summary>
    private async Task<string> ModelTalkAsync()
    {
        var (status, answer) = await bench.JsonAsync(HttpMethod.Post, "/v1/chat/completions", Ada, new { model = "banyan", messages = new[] { new { role = "user", content = Words } } }, null, ("x-banyan-conversation", "held"));
        status.ShouldBe(200, answer.ToString());
        return answer.GetProperty("banyan").GetProperty("conversationId").GetString()!;
    }

    private async Task<(int Status, string Text)> PostAsync(string path, object body)
    {
        using var answer = await bench.SendAsync(HttpMethod.Post, path, Ada, body, null, Feature);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> ThrowAsync(string scope, string scopeId, bool cuts)
    {
        var (_, answer) = await bench.JsonAsync(HttpMethod.Post, "/graphql", null, new
        {
            query = "mutation($scope: SwitchScope!, $id: String!, $cuts: Boolean!) { setKillSwitch(input: { scope: $scope, scopeId: $id, cutStreams: $cuts, reason: \"a test\" }) { id } }",
            variables = new { scope, id = scopeId, cuts },
        });
        return answer.GetProperty("data").GetProperty("setKillSwitch").GetProperty("id").GetString()!;
    }

    private async Task ClearAsync(string id) =>
        (await bench.JsonAsync(HttpMethod.Post, "/graphql", null, new { query = "mutation($id: ID!) { clearKillSwitch(id: $id) }", variables = new { id } })).Json.GetProperty("data").GetProperty("clearKillSwitch").GetBoolean().ShouldBeTrue();

    private static object Send(string talk, string text) => new
    {
        query = "mutation($input: ChatInput!) { sendMessage(input: $input) { id status } }",
        variables = new { input = new { conversationId = talk, text, clientMessageId = Guid.CreateVersion7().ToString("N") } },
    };

    private static object Call(string name, object arguments) => new { jsonrpc = "2.0", id = 1, method = "tools/call", @params = new { name, arguments } };

    private static string Messages(string talk) => $"/intents/v1/conversations/{talk}/messages";
}
