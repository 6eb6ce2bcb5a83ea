using System.Net;
using System.Text.Json;
using Banyan.GraphQL.Transport;
using Banyan.GraphQL.Types;
using Banyan.Host.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph;

/// <summary>The endpoint as callers meet it.</summary>
public sealed class GraphDoorTests : IAsyncLifetime
{
    private BanyanApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await BanyanApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_caller_sees_itself_and_the_system()
    {
        var data = await GraphClient.Of(_app).DataAsync("{ me { tenant grants } systemStatus { ready version } }");

        data.GetProperty("me").GetProperty("grants").GetProperty("operations")[0].GetString().ShouldBe("*");
        data.GetProperty("systemStatus").GetProperty("ready").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task The_schema_is_made_by_whoever_asks_first_and_all_who_ask_then_are_answered()
    {
        var server = _app.Services.GetRequiredService<Lazy<GraphServer>>();
        server.IsValueCreated.ShouldBeFalse();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => GraphClient.Of(_app).DataAsync("{ systemStatus { ready } }")));

        answers.ShouldAllBe(data => data.GetProperty("systemStatus").GetProperty("ready").GetBoolean());
        server.IsValueCreated.ShouldBeTrue();
    }

    [Fact]
    public async Task A_field_beyond_the_keys_scopes_is_forbidden_and_says_where()
    {
        var client = await GraphClient.WithAsync(_app, "chat");

        var answer = await client.AskAsync("{ systemStatus { ready } }");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Data.ValueKind.ShouldBe(JsonValueKind.Null);
        answer.Codes.ShouldBe(["FORBIDDEN"]);
        answer.Errors[0].GetProperty("path")[0].GetString().ShouldBe("systemStatus");
    }

    [Fact]
    public async Task Without_a_key_nothing_is_said_but_how_to_come_in()
    {
        var answer = await new GraphClient(_app.Http, key: null).AskAsync("{ me { tenant } }");

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Codes.ShouldBe(["UNAUTHENTICATED"]);
        answer.Errors[0].GetProperty("extensions").GetProperty("bny").GetString().ShouldBe("BNY1100");
    }

    [Fact]
    public async Task A_browser_gets_a_page_that_reaches_for_nothing_outside()
    {
        using var reply = await new GraphClient(_app.Http, key: null).SendAsync(HttpMethod.Get, "/graphql", accept: "text/html,*/*;q=0.8");

        var page = await reply.Content.ReadAsStringAsync();
        page.ShouldContain("<title>Banyan GraphQL</title>");
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        page.ShouldNotContain("{nonce}");
        string.Join(';', reply.Headers.GetValues("Content-Security-Policy")).ShouldContain("default-src 'none'");
    }

    [Fact]
    public async Task A_query_may_be_asked_by_address_and_a_change_may_not()
    {
        var client = GraphClient.Of(_app);
        using var read = await client.SendAsync(HttpMethod.Get, "/graphql?query=%7Bme%7Btenant%7D%7D", accept: "application/json");
        (await read.Content.ReadAsStringAsync()).ShouldStartWith("""{"data":{"me":{"tenant":""");
        read.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var put = await client.SendAsync(HttpMethod.Put, "/graphql");
        put.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        put.Content.Headers.Allow.ShouldBe(["GET", "POST"]);
    }

    [Fact]
    public async Task Operations_and_refusals_are_counted()
    {
        var client = GraphClient.Of(_app);
        await client.DataAsync("{ me { tenant } }");
        (await client.AskAsync("{ nothing }")).Status.ShouldBe(HttpStatusCode.BadRequest);

        var metrics = await _app.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        metrics.ShouldContain("banyan_graphql_seconds_count{operation=\"query\"} 1");
        metrics.ShouldContain("banyan_graphql_refusals_total{code=\"GRAPHQL_VALIDATION_FAILED\"} 1");
    }

    [Fact]
    public async Task The_checked_in_schema_is_the_one_that_runs()
    {
        var path = Path.Combine(Root(), "docs", "graphql", "schema.graphql");
        var sdl = _app.Services.GetRequiredService<GraphServer>().Schema.Sdl;
#pragma warning disable RS0030 // A switch of the test run.
        if (Environment.GetEnvironmentVariable("BANYAN_REGENERATE") == "1")
        {
            // What breaks a client is written down in the changelog first.
            var schema = _app.Services.GetRequiredService<GraphServer>().Schema;
            SchemaApproval.Check(await File.ReadAllTextAsync(path, CancellationToken.None), schema, await File.ReadAllTextAsync(Path.Combine(Root(), "CHANGELOG.md"), CancellationToken.None)).SkipLast(1).ShouldBeEmpty();
            await File.WriteAllTextAsync(path, sdl, CancellationToken.None);
        }
#pragma warning restore RS0030

        (await File.ReadAllTextAsync(path, CancellationToken.None)).ShouldBe(sdl, "docs/graphql/schema.graphql is not the running schema; run with BANYAN_REGENERATE=1 and read the difference.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Banyan.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
