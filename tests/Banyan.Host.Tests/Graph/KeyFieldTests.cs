using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph;

public sealed class KeyFieldTests
{
    [Fact]
    public async Task A_key_is_made_used_and_taken_back_and_each_act_is_written_down()
    {
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        var made = (await admin.DataAsync("""mutation { createApiKey(input: { serviceId: "billing", name: "nightly", scopes: { operations: ["chat", "models:read"] } }) { secret key { id scopes role } } }""")).GetProperty("createApiKey");
        var (secret, id) = (made.GetProperty("secret").GetString()!, made.GetProperty("key").GetProperty("id").GetString()!);

        (await ModelsAsync(app, secret)).ShouldBe(HttpStatusCode.OK);
        (await admin.DataAsync("""{ services { name keys { id } } }""")).GetRawText().ShouldContain(id);
        (await admin.DataAsync("mutation($id: ID!) { revokeApiKey(id: $id) { status } }", new { id })).GetProperty("revokeApiKey").GetProperty("status").GetString().ShouldBe("revoked");
        (await ModelsAsync(app, secret)).ShouldBe(HttpStatusCode.Unauthorized);

        var acts = await app.Services.GetRequiredService<IAuditLog>().PageAsync("default", 10, null, CancellationToken.None);
        acts.Select(act => (act.Action, act.Target)).ShouldBe([("revokeApiKey", $"key:{id}"), ("createApiKey", $"key:{id}")]);
        acts.ShouldAllBe(act => act.Detail == null || !act.Detail.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("network: [\"10.0.0.0/8\"]", "network")]
    [InlineData("Models: [\"lab/*\"]", "Models")]
    [InlineData("model: [\"lab/*\"], budget: 5", "model")]
    public async Task A_bound_that_is_none_is_refused_and_no_key_is_made(string member, string named)
    {
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);

        var answer = await admin.AskAsync($"mutation {{ createApiKey(input: {{ serviceId: \"billing\", name: \"bounded\", scopes: {{ operations: [\"chat\"], {member} }} }}) {{ secret }} }}");

        answer.Codes.ShouldBe(["BAD_USER_INPUT"]);
        answer.Errors[0].GetProperty("extensions").GetProperty("violations")[0].GetProperty("path").GetString().ShouldBe($"input.scopes.{named}");
        (await admin.DataAsync("{ apiKeys { name } }")).GetRawText().ShouldNotContain("bounded");
    }

    [Fact]
    public async Task A_key_bound_to_networks_is_refused_from_elsewhere_over_http_and_on_a_socket()
    {
        const string make = "mutation($networks: JSON!) { createApiKey(input: { serviceId: \"billing\", name: \"bound\", scopes: { operations: [\"chat\", \"models:read\"], networks: $networks } }) { secret key { scopes } } }";
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        async Task<JsonElement> MakeAsync(params string[] networks) => (await admin.DataAsync(make, new { networks })).GetProperty("createApiKey");

        var (elsewhere, here) = (await MakeAsync("10.0.0.0/8", "192.0.2.7"), await MakeAsync("127.0.0.1", "::1"));

        elsewhere.GetProperty("key").GetProperty("scopes").GetProperty("networks").EnumerateArray().Select(one => one.GetString()).ShouldBe(["10.0.0.0/8", "192.0.2.7/32"]);
        (await ModelsAsync(app, elsewhere.GetProperty("secret").GetString()!)).ShouldBe(HttpStatusCode.Forbidden);
        (await ModelsAsync(app, here.GetProperty("secret").GetString()!)).ShouldBe(HttpStatusCode.OK);
        (await new GraphClient(app.Http, elsewhere.GetProperty("secret").GetString()).AskAsync("{ me { role } }")).Codes.ShouldBe(["FORBIDDEN"]);
        (await new GraphClient(app.Http, here.GetProperty("secret").GetString()).AskAsync("{ me { role } }")).Errors.ShouldBeEmpty();
        (await SocketClient.InitAsync(app, elsewhere.GetProperty("secret").GetString()!)).ShouldStartWith("closed 44");
        (await SocketClient.InitAsync(app, here.GetProperty("secret").GetString()!)).ShouldBe("connection_ack");
        (await admin.AskAsync(make, new { networks = new[] { "10.0.0.1/8" } })).Codes.ShouldBe(["BAD_USER_INPUT"]);
    }

    [Fact]
    public async Task A_key_makes_none_that_may_do_more_than_itself()
    {
        await using var app = await BanyanApp.StartAsync();
        var narrow = await GraphClient.WithAsync(app, "keys:write", "chat");

        var wider = await narrow.AskAsync("""mutation { createApiKey(input: { serviceId: "x", name: "x", scopes: { operations: ["embed"] } }) { secret } }""");
        var admin = await narrow.AskAsync("""mutation { createApiKey(input: { serviceId: "x", name: "x", role: ADMIN }) { secret } }""");

        wider.Codes.ShouldBe(["FORBIDDEN"]);
        admin.Codes.ShouldBe(["FORBIDDEN"]);
        (await narrow.AskAsync("{ apiKeys { id } }")).Codes.ShouldBe(["FORBIDDEN"]);
    }

    [Fact]
    public async Task What_is_wrong_with_an_order_is_named()
    {
        await using var app = await BanyanApp.StartAsync();
        var answer = await GraphClient.Of(app).AskAsync("""mutation { createApiKey(input: { serviceId: "two words", name: "x" }) { secret } }""");

        answer.Codes.ShouldBe(["BAD_USER_INPUT"]);
        answer.Errors[0].GetRawText().ShouldContain("service");
        (await GraphClient.Of(app).AskAsync("""mutation { revokeApiKey(id: "none") { id } }""")).Codes.ShouldBe(["NOT_FOUND"]);
    }

    private static async Task<HttpStatusCode> ModelsAsync(BanyanApp app, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/models", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await app.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
