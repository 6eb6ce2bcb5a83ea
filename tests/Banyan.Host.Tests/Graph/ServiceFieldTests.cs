using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph;

public sealed class ServiceFieldTests
{
    [Fact]
    public async Task What_a_service_may_do_bounds_every_key_of_it_at_once()
    {
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        var (key, _) = await GraphClient.KeyAsync(app, "chat", "models:read", "users:assert");
        (await AskAsync(app, key, "mock/chat")).ShouldBe(HttpStatusCode.OK);

        var saved = (await admin.DataAsync("""mutation { saveService(input: { name: "tests", team: "payments", grants: { models: ["mock/tools"], features: ["summaries"], assertUser: false } }) { name team status revision grants } }""")).GetProperty("saveService");
        (saved.GetProperty("team").GetString(), saved.GetProperty("status").GetString()).ShouldBe(("payments", "active"));
        (await AskAsync(app, key, "mock/chat")).ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync(app, key, "mock/tools")).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(app, key, "mock/tools", ("x-banyan-feature", "summaries"))).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(app, key, "mock/tools", ("x-banyan-feature", "other"))).ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync(app, key, "mock/tools", ("x-banyan-user", "ada"))).ShouldBe(HttpStatusCode.Forbidden);
        (await admin.DataAsync("{ teams { name services { name } } }")).GetRawText().ShouldContain("payments");

        (await admin.AskAsync("""mutation { saveService(input: { name: "tests", expectedRevision: 1, grants: {} }) { name } }""")).Codes.ShouldBe(["CONFLICT"], "it was changed meanwhile");
        await admin.DataAsync("""mutation { saveService(input: { name: "tests", grants: {} }) { name } }""");
        (await AskAsync(app, key, "mock/chat")).ShouldBe(HttpStatusCode.OK);
        var acts = await app.Services.GetRequiredService<IAuditLog>().PageAsync("default", 10, null, CancellationToken.None);
        acts.Select(act => act.Action).ShouldBe(["saveService", "saveService"]);
    }

    [Fact]
    public async Task What_a_service_demands_of_data_holds_for_its_keys_and_comes_back_as_it_was_given()
    {
        await using var app = await BanyanApp.StartAsync("""
            providers:
              far: { type: openai-compatible, baseUrl: "http://127.0.0.1:1/v1", dataTerms: { noTraining: true, retention: 60d, region: us-east-1 } }
            models:
              far/up: { context: 100000, price: free }
            """);
        var admin = GraphClient.Of(app);
        var (key, _) = await GraphClient.KeyAsync(app, "chat", "models:read");

        var saved = (await admin.DataAsync("""mutation { saveService(input: { name: "tests", grants: { dataTerms: { noTraining: true, maxRetention: "30d", regions: ["eu", "us"] } } }) { grants } }""")).GetProperty("saveService");
        saved.GetRawText().ShouldBe("""{"grants":{"dataTerms":{"noTraining":true,"maxRetention":"30d","regions":["eu","us"]}}}""");
        (await AskAsync(app, key, "mock/chat")).ShouldBe(HttpStatusCode.OK, "nothing leaves the process");
        (await AskAsync(app, key, "far/up")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        var told = await new GraphClient(app.Http, key).DataAsync("""{ routeDryRun(input: { modelPreference: "far/up", messages: [{ role: USER, content: "hi" }] }) { candidates { model eligible reason } } }""");
        told.GetRawText().ShouldContain("keep data no longer than the service demands");

        await admin.DataAsync("""mutation { saveService(input: { name: "tests", grants: { dataTerms: { maxRetention: "1440h", regions: ["US"] } } }) { name } }""");
        (await AskAsync(app, key, "far/up")).ShouldNotBe(HttpStatusCode.UnprocessableEntity);
        foreach (var wrong in new[] { "{ maxRetention: \"soon\" }", "{ maxRetention: 30 }", "{ regions: \"eu\" }", "{ training: false }", "7" })
        {
            (await admin.AskAsync($$"""mutation { saveService(input: { name: "tests", grants: { dataTerms: {{wrong}} } }) { name } }""")).Codes.ShouldBe(["BAD_USER_INPUT"], wrong);
        }
    }

    [Fact]
    public async Task A_disabled_service_is_refused_like_a_revoked_key_and_comes_back()
    {
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        var (key, _) = await GraphClient.KeyAsync(app, "chat");
        await admin.DataAsync("""mutation { saveService(input: { name: "tests", grants: {}, status: "disabled" }) { status } }""");
        (await AskAsync(app, key, "mock/chat")).ShouldBe(HttpStatusCode.Unauthorized);
        await admin.DataAsync("""mutation { saveService(input: { name: "tests", grants: {}, status: "active" }) { status } }""");
        (await AskAsync(app, key, "mock/chat")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_service_of_the_last_administrator_stays()
    {
        await using var app = await BanyanApp.StartAsync();
        (await GraphClient.Of(app).AskAsync("""mutation { saveService(input: { name: "admin", grants: {}, status: "disabled" }) { status } }""")).Codes.ShouldBe(["CONFLICT"]);
        (await GraphClient.Of(app).DataAsync("{ me { role } }")).GetRawText().ShouldContain("ADMIN");
    }

    [Fact]
    public async Task A_key_lets_no_service_do_more_than_itself_and_nonsense_is_named()
    {
        await using var app = await BanyanApp.StartAsync();
        var made = await app.Services.GetRequiredService<KeyAdmin>().CreateAsync(new KeyOrder { Service = "tests", Operations = ["keys:*"], Models = ["lab/*"], Lifetime = TimeSpan.FromDays(1) }, CancellationToken.None);
        var narrow = new GraphClient(app.Http, made.Key);
        (await narrow.AskAsync("""mutation { saveService(input: { name: "x", grants: { models: ["*"], tools: [] } }) { name } }""")).Codes.ShouldBe(["FORBIDDEN"]);
        (await narrow.AskAsync("""mutation { saveService(input: { name: "x", grants: { models: ["lab/a"], tools: [] } }) { name } }""")).Errors.ShouldBeEmpty();
        foreach (var grants in new[] { "[]", "{ model: [] }", "{ models: \"x\" }", "{ models: [\"a*b\"] }", "{ assertUser: \"yes\" }" })
        {
            (await GraphClient.Of(app).AskAsync($$"""mutation { saveService(input: { name: "x", grants: {{grants}} }) { name } }""")).Codes.ShouldBe(["BAD_USER_INPUT"], grants);
        }
    }

    [Fact]
    public async Task Teams_have_one_name_each_and_users_a_role_of_people()
    {
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        var id = (await admin.DataAsync("""mutation { saveTeam(name: "web") { id } }""")).GetProperty("saveTeam").GetProperty("id").GetString();
        (await admin.AskAsync("""mutation { saveTeam(name: "web") { id } }""")).Codes.ShouldBe(["CONFLICT"]);
        (await admin.DataAsync("mutation($id: ID!) { saveTeam(id: $id, name: \"portal\") { name } }", new { id })).GetRawText().ShouldContain("portal");
        (await admin.AskAsync("""mutation { saveTeam(id: "00000000-0000-7000-8000-000000000000", name: "x") { id } }""")).Codes.ShouldBe(["NOT_FOUND"]);
        (await admin.AskAsync("""mutation { saveUser(input: { subject: "ada", role: SERVICE }) { id } }""")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        await admin.DataAsync("""mutation { saveUser(input: { subject: "ada", email: "ada@shop.example", role: OPERATOR }) { id } }""");
        var ada = (await admin.DataAsync("{ users { id } }")).GetProperty("users")[0].GetProperty("id").GetString();
        const string save = "mutation($input: UserInput!) { saveUser(input: $input) { id role } }";
        (await admin.DataAsync(save, new { input = new { id = ada, subject = "ada", role = "OPERATOR" } })).GetProperty("saveUser").GetProperty("id").GetString().ShouldBe(ada);
        (await admin.AskAsync(save, new { input = new { id = ada, subject = "bob", role = "VIEWER" } })).Codes.ShouldBe(["BAD_USER_INPUT"], "an id says whose role it is");
        (await admin.AskAsync(save, new { input = new { id = "nobody", subject = "ada", role = "VIEWER" } })).Codes.ShouldBe(["NOT_FOUND"]);
        (await admin.AskAsync("""mutation { saveService(input: { id: "one", name: "two", grants: {} }) { id } }""")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.DataAsync("""mutation { saveService(input: { id: "one", name: "one", grants: {} }) { id } }""")).GetProperty("saveService").GetProperty("id").GetString().ShouldBe("one");
        (await admin.DataAsync("{ users { subject email role status } }")).GetRawText().ShouldContain("OPERATOR");
        (await (await GraphClient.WithAsync(app, "keys:write")).AskAsync("""mutation { saveUser(input: { subject: "ada", role: VIEWER }) { id } }""")).Codes.ShouldBe(["FORBIDDEN"]);
    }

    private static async Task<HttpStatusCode> AskAsync(BanyanApp app, string key, string model, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative))
        {
            Content = new StringContent($$"""{"model":"{{model}}","messages":[{"role":"user","content":"hello"}]}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await app.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
