using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;

namespace Banyan.Host.Tests.Attacks;

/// <summary>Attacks on the GraphQL endpoint: each is refused with a stable code, and the process answers afterwards.</summary>
public sealed class GraphAttackTests : IAsyncLifetime
{
    private BanyanApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await BanyanApp.StartAsync();

    public async ValueTask DisposeAsync()
    {
        (await GraphClient.Of(_app).DataAsync("{ __typename }")).GetProperty("__typename").GetString().ShouldBe("Query");
        await _app.DisposeAsync();
    }

    [Fact]
    [Trait("Attack", "35")]
    public async Task Forty_kilobytes_of_braces_are_refused()
    {
        var answer = await GraphClient.Of(_app).AskAsync(string.Concat(Enumerable.Repeat("{a", 10_000)) + new string('}', 10_000));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Codes.ShouldBe(["DOCUMENT_TOO_DEEP"]);
    }

    [Fact]
    [Trait("Attack", "36")]
    public async Task Floods_of_aliases_directives_and_fragments_are_refused_before_a_resolver()
    {
        var client = GraphClient.Of(_app);
        foreach (var document in new[]
        {
            $"{{ {string.Concat(Enumerable.Range(0, 10_000).Select(i => $"a{i}: __typename "))} }}",
            $"{{ {string.Concat(Enumerable.Range(0, 300).Select(i => $"a{i}: __typename "))} }}",
            $"{{ __typename {string.Concat(Enumerable.Repeat("@skip(if: false) ", 10_000))} }}",
            "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
            $"{{ ...F0 }} {string.Concat(Enumerable.Range(0, 20).Select(i => $"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }} "))} fragment F20 on Query {{ __typename }}",
        })
        {
            var answer = await client.AskAsync(document);
            answer.Status.ShouldBe(HttpStatusCode.BadRequest);
            answer.Data.ValueKind.ShouldBe(JsonValueKind.Undefined);
            answer.Codes.First().ShouldBeOneOf("QUERY_TOO_LARGE", "DOCUMENT_TOO_LARGE", "GRAPHQL_VALIDATION_FAILED");
        }
    }

    [Fact]
    [Trait("Attack", "36")]
    public async Task A_list_of_a_thousand_operations_is_refused()
    {
        using var reply = await GraphClient.Of(_app).SendAsync($"[{string.Join(',', Enumerable.Repeat("""{"query":"{ __typename }"}""", 1_000))}]");

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reply.Content.ReadAsStringAsync()).ShouldContain("BATCH_REFUSED");
    }

    [Fact]
    [Trait("Attack", "37")]
    public async Task Without_the_right_to_introspect_no_name_leaks()
    {
        var client = await GraphClient.WithAsync(_app, "chat");

        (await client.AskAsync("{ __schema { types { name } } }")).Codes.ShouldBe(["FORBIDDEN"]);
        using var near = await client.SendAsync("""{"query":"{ systemStatu { ready } }"}""");
        (await near.Content.ReadAsStringAsync()).ShouldNotContain("systemStatus");
    }

    [Fact]
    [Trait("Attack", "40")]
    public async Task Requests_a_foreign_page_can_send_are_refused()
    {
        var client = GraphClient.Of(_app);
        using (var plain = await client.SendAsync("""{"query":"{ __typename }"}""", contentType: "text/plain"))
        {
            plain.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        }

        using (var cookie = await new GraphClient(_app.Http, key: null).SendAsync(HttpMethod.Get, "/graphql?query=%7B__typename%7D", null, "application/json", ("Cookie", "session=1")))
        {
            cookie.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetRequestHeader("Origin", "https://elsewhere.example");
        socket.Options.SetRequestHeader("Authorization", $"Bearer {_app.Key}");
        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{_app.Address.Authority}/graphql"), CancellationToken.None));
    }
}
