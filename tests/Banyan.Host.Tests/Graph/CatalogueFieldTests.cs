using Banyan.Host.Tests.App;

namespace Banyan.Host.Tests.Graph;

public sealed class CatalogueFieldTests
{
    private const string Config =
        """
        providers:
          lab: { type: openai-compatible, baseUrl: "http://127.0.0.1:1/v1", apiKey: "env:LAB_KEY", trust: external }
        models:
          lab/small: { context: 8000, maxOutput: 1000, can: [streaming, tools], price: { input: 2, output: 6 } }
          lab/secret: { context: 8000, can: [streaming], price: { input: 1, output: 1 } }
        aliases:
          fast: { targets: [lab/small] }
        """;

    [Fact]
    public async Task Models_carry_what_they_can_do_and_cost_to_the_token()
    {
        await using var app = await BanyanApp.StartAsync(Config, null, ("LAB_KEY", "sk-lab"));
        var data = await GraphClient.Of(app).DataAsync("""{ model(id: "small") { id provider capabilities contextWindow maxOutputTokens costPerInputToken costPerOutputToken price { perMillion free currency } } }""");

        data.GetProperty("model").GetRawText().ShouldBe(
            """{"id":"lab/small","provider":"lab","capabilities":["STREAMING","TOOLS"],"contextWindow":8000,"maxOutputTokens":1000,"costPerInputToken":"0.000002","costPerOutputToken":"0.000006","price":{"perMillion":{"input":"2","output":"6"},"free":false,"currency":"USD"}}""");
    }

    [Fact]
    public async Task A_key_sees_the_models_it_may_use_and_no_secret_of_a_provider()
    {
        await using var app = await BanyanApp.StartAsync(Config, null, ("LAB_KEY", "sk-lab"));
        var reader = await GraphClient.WithAsync(app, "models:read", "catalog:read");

        var answer = await reader.AskAsync("{ availableModels(capabilities: [TOOLS]) { id } providers { name credentials { name status secretRef } } modelAliases { name targets } }");

        answer.Data.GetProperty("availableModels").EnumerateArray().Select(model => model.GetProperty("id").GetString()).ShouldContain("lab/small");
        answer.Data.GetRawText().ShouldNotContain("sk-lab");
        answer.Data.GetRawText().ShouldNotContain("env:LAB_KEY");
        answer.Codes.ShouldBe(["FORBIDDEN"]);
    }

    [Fact]
    public async Task Without_the_scope_there_is_nothing()
    {
        await using var app = await BanyanApp.StartAsync(Config, null, ("LAB_KEY", "sk-lab"));
        var answer = await (await GraphClient.WithAsync(app, "chat")).AskAsync("{ providers { name } }");

        answer.Codes.ShouldBe(["FORBIDDEN"]);
    }
}
