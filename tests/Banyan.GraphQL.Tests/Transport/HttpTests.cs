using System.Security.Claims;
using System.Text.Json;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Transport;

namespace Banyan.GraphQL.Tests.Transport;

public sealed class HttpTests
{
    private const string Json = "application/json", Graph = "application/graphql-response+json";

    [Theory]
    [InlineData(null, Json)]
    [InlineData("*/*", Json)]
    [InlineData("application/json", Json)]
    [InlineData("application/graphql-response+json", Graph)]
    [InlineData("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", Graph)]
    [InlineData("application/graphql-response+json;q=0.5, application/json", Json)]
    [InlineData("text/html, */*;q=0.1", Json)]
    public async Task The_form_is_what_the_caller_accepts(string? accept, string mediaType)
    {
        var reply = await new TestServer().PostAsync(new { query = "{ hello }" }, accept);

        Assert.Equal((200, mediaType, """{"data":{"hello":"hello you"}}"""), (reply.Status, reply.MediaType, reply.Body));
        Assert.Equal("no-store", reply.Headers["Cache-Control"]);
    }

    [Theory]
    [InlineData("""{"query":"{ fails }"}""", 200, 200, "NOT_FOUND")]
    [InlineData("""{"query":"{ nothing }"}""", 200, 400, "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""{"query":"{"}""", 200, 400, "GRAPHQL_PARSE_FAILED")]
    [InlineData("""{"query":"query($n: String!) { hello(name: $n) }","variables":{"n":1}}""", 200, 400, "BAD_USER_INPUT")]
    [InlineData("""{"query":"{ hello }","operationName":"Other"}""", 200, 400, "OPERATION_NOT_FOUND")]
    [InlineData("""{"query":"query A { hello } query B { hello }"}""", 200, 400, "OPERATION_NOT_FOUND")]
    [InlineData("""{""", 400, 400, "BAD_REQUEST")]
    [InlineData("""{}""", 400, 400, "BAD_REQUEST")]
    [InlineData("""{"query":1}""", 400, 400, "BAD_REQUEST")]
    [InlineData("""{"query":"{ hello }","variables":[]}""", 400, 400, "BAD_REQUEST")]
    [InlineData("""{"query":"{ hello }","operationName":1}""", 400, 400, "BAD_REQUEST")]
    [InlineData("""{"query":"{ hello }","extensions":""}""", 400, 400, "BAD_REQUEST")]
    [InlineData("""[{"query":"{ hello }"}]""", 400, 400, "BATCH_REFUSED")]
    public async Task The_status_follows_the_table(string body, int asJson, int asGraph, string code)
    {
        var server = new TestServer();
        var (json, graph) = (await server.PostAsync(body, Json), await server.PostAsync(body, Graph));

        Assert.Equal((asJson, code), (json.Status, json.Code));
        Assert.Equal((asGraph, code), (graph.Status, graph.Code));
    }

    [Fact]
    public async Task Null_members_equal_absent_ones_and_unknown_ones_are_ignored()
    {
        var reply = await new TestServer().PostAsync("""{"query":"{ hello }","variables":null,"operationName":null,"extensions":null,"more":1}""");

        Assert.Equal("""{"data":{"hello":"hello you"}}""", reply.Body);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Bodies_that_are_not_json_are_refused(string? contentType)
    {
        var server = new TestServer();

        var reply = await server.PostAsync("""{"query":"mutation { write }"}""", contentType: contentType);

        Assert.Equal((415, 0), (reply.Status, server.Written));
    }

    [Fact]
    public async Task Nothing_acceptable_other_methods_and_changes_by_address_are_refused()
    {
        var server = new TestServer();

        Assert.Equal(406, (await server.PostAsync("""{"query":"{ hello }"}""", "text/html")).Status);
        Assert.Equal("GET, POST", (await server.SendAsync(new GraphRequest("PUT", TestServer.Pipe("")))).Headers["Allow"]);
        var change = await server.GetAsync(Json, ("query", "mutation { write }"));
        Assert.Equal((405, "POST", 0), (change.Status, change.Headers["Allow"], server.Written));
        Assert.Equal("""{"data":{"hello":"hello x"}}""", (await server.GetAsync(Json, ("query", "query($n: String) { hello(name: $n) }"), ("variables", """{"n":"x"}"""))).Body);
        Assert.Equal(400, (await server.GetAsync(Json, ("query", "{ hello }"), ("variables", "[]"))).Status);
        Assert.Equal(400, (await server.GetAsync(Json)).Status);
    }

    [Fact]
    public async Task A_cookie_needs_the_guard_header_by_address()
    {
        var server = new TestServer();
        GraphRequest Ask(bool guard) => new("GET", TestServer.Pipe("")) { Query = name => name == "query" ? "{ hello }" : null, HasCookieCredentials = true, HasGuardHeader = guard };

        Assert.Equal((403, "CSRF_REFUSED"), ((await server.SendAsync(Ask(guard: false))).Status, (await server.SendAsync(Ask(guard: false))).Code));
        Assert.Equal(200, (await server.SendAsync(Ask(guard: true))).Status);
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(1, 413)]
    [InlineData(100_000, 413)]
    public async Task A_body_has_a_largest_size(int over, int status)
    {
        var body = """{"query":"{ hello }"}""";
        var server = new TestServer(new GraphServerOptions { MaxRequestBytes = 1_000 });

        Assert.Equal(status, (await server.PostAsync(body.PadRight(1_000 + over))).Status);
    }

    [Theory]
    [InlineData(20, 200)]
    [InlineData(21, 413)]
    public async Task Variables_have_a_largest_size(int bytes, int status)
    {
        var server = new TestServer(new GraphServerOptions { MaxVariablesBytes = 20 });
        var variables = $$"""{"n":"{{new string('x', bytes - 8)}}"}""";

        Assert.Equal(status, (await server.PostAsync($$"""{"query":"query($n: String) { hello(name: $n) }","variables":{{variables}}}""")).Status);
    }

    [Fact]
    public async Task A_list_of_operations_runs_where_it_is_allowed_and_each_is_admitted()
    {
        var admitted = 0;
        var server = new TestServer(new GraphServerOptions
        {
            MaxBatch = 3,
            Admit = (_, _) => ValueTask.FromResult(++admitted > 2 ? new GraphRefusal(429, new GraphError("Slow down.") { Code = "RATE_LIMITED" }) : null),
        });

        var reply = await server.PostAsync("""[{"query":"{ hello }"},{"query":"mutation { write }"},{"query":"{ hello }"}]""");

        Assert.Equal("""[{"data":{"hello":"hello you"}},{"data":{"write":1}},{"errors":[{"message":"Slow down.","extensions":{"code":"RATE_LIMITED"}}]}]""", reply.Body);
        Assert.Equal("BATCH_REFUSED", (await server.PostAsync("""[{"query":"{ hello }"},{"query":"{ hello }"},{"query":"{ hello }"},{"query":"{ hello }"}]""")).Code);
    }

    [Fact]
    public async Task What_is_not_admitted_says_when_to_come_back()
    {
        var server = new TestServer(new GraphServerOptions
        {
            Admit = (_, _) => ValueTask.FromResult<GraphRefusal?>(new GraphRefusal(429, new GraphError("Slow down.") { Code = "RATE_LIMITED" }) { RetryAfter = TimeSpan.FromMilliseconds(1_500) }),
        });

        var reply = await server.PostAsync("""{"query":"{ hello }"}""");

        Assert.Equal((429, "2"), (reply.Status, reply.Headers["Retry-After"]));
    }

    [Fact]
    public async Task The_anonymous_run_what_they_may_and_nothing_else()
    {
        var server = new TestServer(new GraphServerOptions { MayRun = (user, operation) => user.Identity?.IsAuthenticated == true || operation.RootFields is ["hello"] }) { User = new ClaimsPrincipal(new ClaimsIdentity()) };

        Assert.Equal(200, (await server.PostAsync("""{"query":"{ hello }"}""")).Status);
        Assert.Equal((401, "UNAUTHENTICATED"), ((await server.PostAsync("""{"query":"{ hello rows }"}""")).Status, (await server.PostAsync("""{"query":"{ hello rows }"}""")).Code));
    }

    [Fact]
    public async Task Without_the_right_to_introspect_nothing_of_the_schema_leaks()
    {
        var server = new TestServer(new GraphServerOptions { MayIntrospect = _ => false });

        Assert.Equal("FORBIDDEN", (await server.PostAsync("""{"query":"{ __schema { types { name } } }"}""")).Code);
        Assert.Equal("FORBIDDEN", (await server.PostAsync("""{"query":"{ ...F } fragment F on Query { ... { __type(name: \"Query\") { name } } }"}""")).Code);
        Assert.DoesNotContain("hello", (await server.PostAsync("""{"query":"{ helo }"}""")).Body, StringComparison.Ordinal);
        Assert.Contains("hello", (await new TestServer().PostAsync("""{"query":"{ helo }"}""")).Body, StringComparison.Ordinal);
        Assert.Equal("""{"data":{"__typename":"Query"}}""", (await server.PostAsync("""{"query":"{ __typename }"}""")).Body);
    }

    [Fact]
    public async Task Cost_is_counted_with_the_variables_of_each_request()
    {
        var server = new TestServer(new GraphServerOptions { Query = new Banyan.GraphQL.Validation.QueryLimits { MaxCost = 10 } }, graph =>
        {
            graph.Object<string>("Row", "A row.", row => row.Field("text: String", r => r, "It."));
            graph.Query("objects(first: Int = 1): [Row!]!", _ => Array.Empty<string>(), "Rows.").ListSize(5, "first");
        });
        Task<TestReply> Ask(int first) => server.PostAsync(JsonSerializer.Serialize(new { query = "query($n: Int) { objects(first: $n) { text } }", variables = new { n = first } }));

        Assert.Equal(200, (await Ask(10)).Status);
        Assert.Equal("QUERY_TOO_COSTLY", (await Ask(11)).Code);
    }
}
