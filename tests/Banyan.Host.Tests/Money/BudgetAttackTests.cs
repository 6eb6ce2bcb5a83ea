using Banyan.Host.Tests.Alerting;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Banyan.Host.Tests.Limits;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Money;

/// <summary>Nobody gets round a budget on the running service by how a name is written, and whoever watches hears when one is exceeded.</summary>
public sealed class BudgetAttackTests
{
    private const string Body = """{"model":"lab/up","max_tokens":1,"messages":[{"role":"user","content":"x"}]}""";
    private static readonly (string, string) Key = ("UP_KEY", "sk-upstream-0123456789abcdef");

    [Fact]
    [Trait("Attack", "54")]
    public async Task Other_spellings_of_users_and_features_spend_one_budget()
    {
        await using var wall = ScriptedWall.Start(Answer);
        await using var app = await BanyanApp.StartAsync(
            Yaml(wall, "budgets: [{ scope: feature, scopeId: search, period: monthly, limit: \"0.00015\" }, { scope: user, scopeId: \"*\", period: monthly, limit: \"0.0001\" }]"), null, Key);

        (await AnsweredAsync(app, 6, i => [("x-banyan-feature", new[] { "search", "Search", "SEARCH" }[i % 3])])).ShouldBe(3);
        (await AnsweredAsync(app, 6, i => [("x-banyan-user", new[] { "ada@example.com", "Ada@Example.com", "ADA@EXAMPLE.COM" }[i % 3])])).ShouldBe(2);

        var budgets = (await GraphClient.Of(app).DataAsync("""{ budgets(scope: USER) { spenders { scopeId currentUsage } } features: budgets(scope: FEATURE, scopeId: "SEARCH") { currentUsage } }"""));
        budgets.GetRawText().ShouldBe("""{"budgets":[{"spenders":[{"scopeId":"ada@example.com","currentUsage":"0.0001"}]}],"features":[{"currentUsage":"0.00015"}]}""");
    }

    [Fact]
    public async Task Names_with_control_characters_are_refused_at_every_door()
    {
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        foreach (var field in new[] { "feature", "userId" })
        {
            var refused = await admin.AskAsync(
                "mutation($input: CompletionInput!) { generateCompletion(input: $input) { id } }",
                new { input = new Dictionary<string, object> { ["modelPreference"] = "mock/chat", ["messages"] = new[] { new { role = "USER", content = "Hello" } }, [field] = "a\0" } });
            refused.Codes.ShouldBe(["BAD_USER_INPUT"], field);
        }

        foreach (var header in new[] { "x-banyan-feature", "x-banyan-user" })
        {
            var answer = await LimitAsk.SendAsync(app, headers: (header, "a\tb"));
            answer.Status.ShouldBe(400, header);
            answer.Text.ShouldContain(header);
        }

        object entry = new { at = TimeProvider.System.GetUtcNow(), service = "billing", userId = "ada\0", model = "mock/chat", usage = new { prompt_tokens = 1 }, idempotencyKey = "one" };
        (await admin.AskAsync("mutation($entries: [ReportedUsageInput!]!) { reportUsage(entries: $entries) }", new { entries = new[] { entry } })).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.AskAsync("""mutation { setUsageBudget(input: { scope: GLOBAL, scopeId: "*", period: DAILY, limitAmount: "5", onExceeded: DEGRADE, degradeTo: "nobody/knows" }) { id } }""")).Codes.ShouldBe(["BAD_USER_INPUT"]);
    }

    [Fact]
    public async Task A_refusal_of_a_budget_that_is_as_good_as_spent_is_told_to_webhooks()
    {
        await using var receiver = new Receiver();
        await using var wall = ScriptedWall.Start(Answer);
        await using var app = await BanyanApp.StartAsync(Yaml(wall, "budgets: [{ scope: service, scopeId: \"*\", period: monthly, limit: \"0.000101\" }]"), null, Key, ("BANYAN_EGRESS_ALLOW_NETWORKS", "127.0.0.0/8"));
        var admin = GraphClient.Of(app);
        await receiver.JoinAsync(admin, "budget.exceeded");

        (await AnsweredAsync(app, 4, static _ => [])).ShouldBe(2);

        await receiver.UntilAsync(static taken => taken.Count > 0);
        var told = receiver.Taken.First();
        (told.Type, told.Data.GetProperty("threshold").GetDouble(), told.Data.GetProperty("usedUsd").GetString()).ShouldBe(("budget.exceeded", 1, "0.0001"));
        (await admin.DataAsync("{ usageAlertLog { scopeId threshold used } }")).GetRawText().ShouldContain("""{"scopeId":"admin","threshold":1,"used":"0.0001"}""");
    }

    [Fact]
    public async Task Where_a_dear_model_does_not_fit_a_cheaper_one_answers_and_the_decision_says_why()
    {
        await using var wall = ScriptedWall.Start(Answer);
        await using var app = await BanyanApp.StartAsync(
            Yaml(wall, "  lab/dear: { context: 100000, maxOutput: 4096, quality: 1, can: [streaming], price: { perRequest: \"0.01\", input: 0, output: 0 } }\n"
                + "aliases: { both: { strategy: fixed, targets: [{ model: lab/dear }, { model: lab/up }] }, pick: { strategy: auto, targets: [{ model: lab/dear }, { model: lab/up }] } }\nbudgets: [{ scope: global, period: monthly, limit: \"0.001\" }]"), null, Key);
        foreach (var model in new[] { "both", "pick" })
        {
            var answer = await LimitAsk.PostAsync(app, "/v1/chat/completions", Body.Replace("lab/up", model, StringComparison.Ordinal));
            answer.Status.ShouldBe(200, answer.Text);
            answer.Of("x-banyan-model").ShouldBe("lab/up");
        }
    }

    private static async Task<int> AnsweredAsync(BanyanApp app, int count, Func<int, (string, string)[]> headers)
    {
        var answered = 0;
        for (var i = 0; i < count; i++)
        {
            var answer = await LimitAsk.PostAsync(app, "/v1/chat/completions", Body, headers(i));
            answer.Status.ShouldBeOneOf(200, 429);
            answered += answer.Status == 200 ? 1 : 0;
        }

        return answered;
    }

    private static WallScript Answer(WallRequest request) => MoneyBench.Good(WireTalk.Of('C'), request);

    /// <summary>One provider, 50,000 nano-USD a request.</summary>
    private static string Yaml(ScriptedWall wall, string more) => $$"""
        providers:
          lab: { type: openai, baseUrl: "{{wall.Address.AbsoluteUri.TrimEnd('/')}}", keys: [{ name: main, ref: "env:UP_KEY" }] }
        models:
          lab/up: { context: 100000, maxOutput: 4096, can: [streaming], price: { perRequest: "0.00005", input: 0, output: 0 } }

        """ + more + "\n";
}
