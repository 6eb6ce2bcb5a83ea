using Banyan.Gateway.Callers;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Intents;
using Banyan.Host.Tests.Tools;
using Banyan.TestKit;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Limits;

/// <summary>Whatever asks a model is limited, and nobody gets round it.</summary>
public sealed class LimitedUseTests
{
    [Fact]
    public async Task Every_turn_of_a_tool_loop_is_a_request()
    {
        await using var stage = await ToolStage.StartAsync("rateLimiting: { perService: { requestsPerMinute: 3 } }", services => services.AddSingleton<TimeProvider>(new FakeClock()));
        await stage.RegisterAsync();
        stage.Model = (_, turn) => turn % 2 == 1 ? ToolStage.Chat(null, ("call_a", "find_order", """{"id":7}""")) : ToolStage.Chat("It is on its way.");
        const string Ask = """{"model":"chat/up","messages":[{"role":"user","content":"Where is order 7?"}],"banyan":{"tools":["find_order"]}}""";
        var (status, text) = await stage.PostAsync("/v1/chat/completions", Ask);
        status.ShouldBe(200, text);
        (status, text) = await stage.PostAsync("/v1/chat/completions", Ask);
        status.ShouldBe(429, text);
        text.ShouldContain("3 requests per minute for the service");
        stage.Asks.Count.ShouldBe(3, "two turns, and the first of the next two");
    }

    [Fact]
    public async Task A_model_call_of_an_intent_is_limited_and_without_room_words_plan()
    {
        await using var model = ScriptedModel.Start();
        // One token a minute: the first call is let in because the bucket is full, and what it owes lasts longer than any run.
        await using var talk = await ShopTalk.StartAsync($"{model.Yaml}\nrateLimiting: {{ perService: {{ tokensPerMinute: 1 }} }}\n");
        model.Plan = asked => GoldPlans.Of(asked.Message);
        (await talk.SayAsync("ada@shop.example", "What's my phone number?")).Planner().ShouldBe("model");
        var asked = model.Asked.Count;
        var without = await talk.SayAsync("ada@shop.example", "What about my orders?");
        without.Planner().ShouldBe("lexical");
        without.Steps().ShouldBe(["orders.list succeeded modern"]);
        model.Asked.Count.ShouldBe(asked);
    }

    [Fact]
    [Trait("Attack", "54")]
    public async Task New_keys_other_spellings_and_other_addresses_are_counted_together()
    {
        await using var app = await BanyanApp.StartAsync(
            "rateLimiting: { perService: { requestsPerMinute: 9 }, perUser: { requestsPerMinute: 3 }, perFeature: { requestsPerMinute: 3 } }",
            services => services.AddSingleton<TimeProvider>(new FakeClock()));
        string[] users = ["ada@example.com", "Ada@Example.com", "ADA@EXAMPLE.COM", "aDA@example.COM"];
        (await AnsweredAsync(12, i => [("x-banyan-user", users[i % 4])])).ShouldBe(3, "a user, however it is written");
        string[] features = ["search", "Search", "SEARCH"];
        (await AnsweredAsync(12, i => [("x-banyan-feature", features[i % 3])])).ShouldBe(3, "a feature, however it is written");

        var admin = app.Services.GetRequiredService<KeyAdmin>();
        var keys = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            // Each replaces the one before, as somebody does who hopes that a new key begins anew.
            keys.Add((await admin.CreateAsync(new KeyOrder { Service = "admin", Operations = ["chat"], Lifetime = TimeSpan.FromDays(1) }, CancellationToken.None)).Key!);
        }

        (await AnsweredAsync(20, i => [("Authorization", $"Bearer {keys[i % 5]}"), ("X-Forwarded-For", $"2001:db8::{i:x}"), ("X-Real-IP", $"2001:db8::{i:x}")])).ShouldBe(3, "of the service's nine, six are gone");

        async Task<int> AnsweredAsync(int count, Func<int, (string, string)[]> headers)
        {
            var answered = 0;
            for (var i = 0; i < count; i++)
            {
                var answer = await LimitAsk.SendAsync(app, headers: headers(i));
                answer.Status.ShouldBeOneOf(200, 429);
                answered += answer.Status == 200 ? 1 : 0;
            }

            return answered;
        }
    }
}
