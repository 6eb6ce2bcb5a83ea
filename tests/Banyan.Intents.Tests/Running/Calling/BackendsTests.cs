using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using Banyan.Intents.Mapping;
using Banyan.Intents.Running.Calling;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.Wire.Schemas;
using Microsoft.AspNetCore.Http;
using static Banyan.Intents.Tests.Running.Kit.Texts;

namespace Banyan.Intents.Tests.Running.Calling;

/// <summary>Calls over real HTTP: what is sent, and what answers and failures mean.</summary>
public sealed class BackendsTests : IAsyncLifetime
{
    private readonly BackendInvoker _invoker = BackendInvoker.Create(new AnyConnector());
    private readonly Secrets _secrets = new();
    private HttpBackend _server = null!;
    private Backends _backends = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await HttpBackend.StartAsync();
        var author = new CallAuthor(_secrets);
        _backends = new Backends(new HttpCalls(_invoker, author, TimeProvider.System), new McpCalls(_invoker, author, TimeProvider.System), new BackendGates(TimeProvider.System), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _invoker.Http.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [Trait("Attack", "20")]
    [InlineData("/health", true)]
    [InlineData("//127.0.0.1:9/health", null)]
    [InlineData("http://127.0.0.1:9/health", null)]
    [InlineData("http://[", null)]
    public async Task A_health_path_leads_to_the_backend_itself_or_is_not_asked(string path, bool? isWell)
    {
        _server.Does = (context, _) => HttpBackend.JsonAsync(context, 200, "{}");
        var probe = new HealthProbe(_invoker, new CallAuthor(_secrets), TimeProvider.System);
        var backend = new Backend { Name = "shop", BaseUrl = _server.BaseUrl, Generation = Generation.Modern, HealthPath = path };
        (await probe.IsWellAsync(backend, default)).ShouldBe(isWell);
    }

    [Fact]
    public async Task Each_parameter_stands_in_its_place_encoded_for_it()
    {
        var operation = Operation("PATCH", "/api/orders/{orderId}/lines/{line}", ("orderId", "path"), ("line", "path"), ("q", "query"), ("tag", "query"), ("x-why", "header"), ("note", "body"));
        await CallAsync(operation, """{"orderId":"a/b?c=1&ü#","line":7,"q":"x&y=z ü","tag":["one","t/w"],"x-why":"because","note":{"deep":[1.50,null]},"gone":null}""", key: "k1");
        var heard = _server.Calls.ShouldHaveSingleItem();
        heard.Method.ShouldBe("PATCH");
        heard.Target.ShouldBe("/api/orders/a%2Fb%3Fc%3D1%26%C3%BC%23/lines/7?q=x%26y%3Dz%20%C3%BC&tag=one&tag=t%2Fw");
        heard.Headers["x-why"].ShouldBe("because");
        heard.Headers["Idempotency-Key"].ShouldBe("k1");
        heard.Body.ShouldBe("""{"note":{"deep":[1.50,null]}}""");
    }

    [Theory]
    [InlineData("$.customerId", """{"status":"open"}""", ProblemWords.BackendContract)]
    [InlineData("$.orders[*].customerId", """{"status":"open"}""", ProblemWords.BackendContract)]
    [InlineData("$.orders[*].customerId", """{"orders":[]}""", null)]
    [InlineData("$.customerId", """{"customerId":null}""", null)]
    public async Task A_record_that_does_not_say_whose_it_is_breaks_the_contract(string path, string answer, string? code)
    {
        _server.Does = (context, _) => HttpBackend.JsonAsync(context, 200, answer);
        var operation = Operation("GET", "/orders");
        var intent = Made.One("orders.get", Effect.Read) with { Modern = operation, Owner = new OwnerRule("orderId", null, path, "caller.id") };
        var reply = await _backends.CallAsync(new BackendCall(intent, operation, Json("{}"), Ada, null), default);
        (reply.Problem?.Code).ShouldBe(code);
    }

    [Theory]
    [InlineData("""{"orderId":".."}""")]
    [InlineData("""{"orderId":"."}""")]
    [InlineData("""{"orderId":""}""")]
    [InlineData("""{"orderId":["1"]}""")]
    [InlineData("""{}""")]
    [InlineData("""{"orderId":"1","x-why":"a\r\nx-evil: 1"}""")]
    public async Task What_would_name_another_resource_or_header_is_not_sent(string arguments)
    {
        var reply = await CallAsync(Operation("GET", "/orders/{orderId}", ("orderId", "path"), ("x-why", "header")), arguments);
        reply.Problem!.Code.ShouldBe(ProblemWords.ArgInvalid);
        reply.IsProvablyNotReceived.ShouldBeTrue();
        _server.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("@evil.example/x")]
    [InlineData("\\\\evil.example\\x")]
    public async Task No_path_leads_to_another_host(string path)
    {
        _ = await CallAsync(Operation("GET", path), "{}");
        _server.Calls.ShouldAllBe(heard => heard.Headers["Host"] == _server.BaseUrl.Authority);
    }

    [Fact]
    public async Task Headers_that_say_who_calls_are_never_a_parameter()
    {
        foreach (var name in new[] { "Authorization", "x-banyan-subject", "X-Banyan-User-Token", "Idempotency-Key", "Host" })
        {
            (await CallAsync(Operation("GET", "/x", (name, "header")), $$"""{"{{name}}":"mine"}""")).Problem!.Code.ShouldBe(ProblemWords.ArgInvalid);
        }

        _server.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_map_is_applied_both_ways_and_undescribed_fields_are_dropped()
    {
        _server.Does = (context, _) => HttpBackend.JsonAsync(context, 200, """{"data":{"order_no":"1002","state":"S","total_cents":24000,"internal":"x"}}""");
        var map = new FieldMap
        {
            Rename = new Dictionary<string, string>(StringComparer.Ordinal) { ["orderId"] = "order_no", ["status"] = "state" },
            Enum = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal) { ["status"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["shipped"] = "S", ["pending"] = "O" } },
            Scale = new Dictionary<string, ScaleRule>(StringComparer.Ordinal) { ["total"] = new ScaleRule("total_cents", 0.01m) },
            Const = new Dictionary<string, System.Text.Json.JsonElement>(StringComparer.Ordinal) { ["api"] = Json("2") },
            Unwrap = "$.data",
        };
        var result = """{"type":"object","properties":{"orderId":{"type":"string"},"status":{"type":"string"},"total":{"type":"number"}},"required":["orderId"]}""";
        var reply = await CallAsync(Operation("GET", "/order_info", ("order_no", "query"), ("api", "query")) with { Map = map }, """{"orderId":"1002"}""", result: result);
        _server.Calls.Single().Target.ShouldBe("/order_info?order_no=1002&api=2");
        reply.Value!.Value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => member.ToString())
            .ShouldBe(["\"orderId\":\"1002\"", "\"status\":\"shipped\"", "\"total\":240"]);
    }

    [Theory]
    [InlineData(200, null, false, false, "Answered")]
    [InlineData(204, null, false, false, "Answered")]
    [InlineData(400, "backend_rejected", false, false, "Answered")]
    [InlineData(401, "backend_rejected", false, false, "Erred")]
    [InlineData(403, "backend_rejected", false, false, "Answered")]
    [InlineData(404, "backend_rejected", true, false, "Answered")]
    [InlineData(405, "backend_rejected", true, false, "Erred")]
    [InlineData(409, "backend_rejected", false, false, "Answered")]
    [InlineData(422, "backend_rejected", false, false, "Answered")]
    [InlineData(408, "backend_rejected", false, true, "Erred")]
    [InlineData(429, "backend_rejected", false, true, "Answered")]
    [InlineData(302, "backend_contract", false, false, "Erred")]
    [InlineData(500, "backend_contract", false, true, "Erred")]
    [InlineData(501, "backend_contract", true, false, "Erred")]
    [InlineData(503, "backend_contract", false, true, "Erred")]
    public async Task A_status_means(int status, string? code, bool notReceived, bool transient, string outcome)
    {
        _server.Does = (context, _) =>
        {
            context.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
            context.Response.Headers.RetryAfter = "3";
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        var reply = await CallAsync(Operation("POST", "/x"), "{}", effect: Effect.Write);
        reply.Problem?.Code.ShouldBe(code);
        (reply.Problem is null).ShouldBe(code is null);
        (reply.Status, reply.IsProvablyNotReceived, reply.IsTransient, reply.Outcome.ToString()).ShouldBe((status, notReceived, transient, outcome));
        reply.RetryAfter.ShouldBe(code is null ? null : TimeSpan.FromSeconds(3));
        _server.Calls.Count.ShouldBe(1, "no redirect is followed");
    }

    [Theory]
    [InlineData("text/html", "<html>")]
    [InlineData("application/json", "{\"a\":")]
    public async Task An_answer_that_is_no_JSON_breaks_the_contract(string type, string body)
    {
        _server.Does = (context, _) =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body);
        };
        var reply = await CallAsync(Operation("GET", "/x"), "{}");
        (reply.Problem!.Code, reply.IsProvablyNotReceived).ShouldBe((ProblemWords.BackendContract, false));
    }

    [Fact]
    public async Task An_answer_longer_than_a_mebibyte_breaks_the_contract()
    {
        _server.Does = (context, _) => HttpBackend.JsonAsync(context, 200, "\"" + new string('x', AnswerReader.MaxBytes) + "\"");
        (await CallAsync(Operation("GET", "/x"), "{}")).Problem!.Code.ShouldBe(ProblemWords.BackendContract);
    }

    [Fact]
    public async Task A_read_that_lacks_a_published_field_breaks_the_contract_and_a_write_has_happened()
    {
        var result = """{"type":"object","properties":{"status":{"type":"string"}},"required":["status"]}""";
        (await CallAsync(Operation("GET", "/x"), "{}", result: result)).Problem!.Code.ShouldBe(ProblemWords.BackendContract);
        var write = await CallAsync(Operation("POST", "/x"), "{}", result: result, effect: Effect.Write);
        (write.Problem, write.Outcome).ShouldBe((null, RouteOutcome.Erred));
    }

    [Fact]
    public async Task A_refused_connection_proves_that_nothing_was_received_and_a_broken_one_does_not()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var away = Operation("POST", "/x");
        var refused = await CallAsync(away with { Backend = away.Backend with { BaseUrl = new Uri($"http://127.0.0.1:{port}") } }, "{}");
        (refused.Problem!.Code, refused.IsProvablyNotReceived, refused.IsTransient).ShouldBe((ProblemWords.BackendUnreachable, true, true));
        var nowhere = await CallAsync(away with { Backend = away.Backend with { BaseUrl = new Uri("http://no-such-host.invalid") } }, "{}");
        (nowhere.Problem!.Code, nowhere.IsProvablyNotReceived).ShouldBe((ProblemWords.BackendUnreachable, true));
        _server.Does = (context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        var broken = await CallAsync(Operation("POST", "/x"), "{}");
        (broken.Problem!.Code, broken.IsProvablyNotReceived, broken.Outcome).ShouldBe((ProblemWords.BackendContract, false, RouteOutcome.Unreachable));
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_leaves_it_open()
    {
        var over = new TaskCompletionSource();
        _server.Does = async (context, _) =>
        {
            await using var aborted = context.RequestAborted.Register(over.SetResult);
            await over.Task;
        };
        var reply = await CallAsync(Operation("POST", "/x"), "{}", timeout: TimeSpan.FromMilliseconds(100));
        (reply.Problem!.Code, reply.IsProvablyNotReceived, reply.Outcome).ShouldBe((ProblemWords.BackendTimeout, false, RouteOutcome.TimedOut));
        await over.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_backend_is_shown_Banyans_secret_and_where_it_wants_the_person()
    {
        var operation = Operation("GET", "/x");
        _secrets.Value = "s3cret";
        await CallAsync(operation with { Backend = operation.Backend with { Auth = new BackendAuth("exchange", "env:KEY") } }, "{}");
        var heard = _server.Calls.Single().Headers;
        (heard["Authorization"], heard["x-banyan-subject"], heard["x-banyan-email"]).ShouldBe(("Bearer s3cret", "ada", "ada@shop.example"));
        await CallAsync(operation with { Backend = operation.Backend with { Auth = new BackendAuth("service", "env:KEY") } }, "{}");
        _server.Calls.Last().Headers.Keys.ShouldNotContain("x-banyan-subject");
        _secrets.Value = null;
        (await CallAsync(operation with { Backend = operation.Backend with { Auth = new BackendAuth("service", "env:KEY") } }, "{}")).IsProvablyNotReceived.ShouldBeTrue();
        _server.Calls.Count.ShouldBe(2, "no call without the secret it needs");
    }

    [Fact]
    public async Task No_more_calls_than_a_backend_may_have_are_made_at_once()
    {
        var (inside, most, gate) = (0, 0, new TaskCompletionSource());
        _server.Does = async (context, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref inside));
            if (Volatile.Read(ref most) == 4)
            {
                gate.TrySetResult();
            }

            await gate.Task.WaitAsync(TimeSpan.FromSeconds(30));
            Interlocked.Decrement(ref inside);
            await HttpBackend.JsonAsync(context, 200, "{}");
        };
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => CallAsync(Operation("GET", "/x"), "{}")));
        most.ShouldBe(4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_of_an_MCP_backend_is_called_after_its_session_was_opened(bool streams)
    {
        _server.Does = async (context, heard) =>
        {
            var answer = heard.Body.Contains("\"initialize\"", StringComparison.Ordinal)
                ? """{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18","capabilities":{}}}"""
                : """{"jsonrpc":"2.0","id":2,"result":{"content":[{"type":"text","text":"{\"ok\":true}"}]}}""";
            context.Response.Headers["Mcp-Session-Id"] = "sess-1";
            if (streams)
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync("event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}\n\ndata: " + answer + "\n\n");
            }
            else
            {
                await HttpBackend.JsonAsync(context, 200, answer);
            }
        };
        var tool = Operation("", "/mcp") with { OperationId = "order_lookup" };
        (await CallAsync(tool, """{"a":1}""")).Value!.Value.GetRawText().ShouldBe("""{"ok":true}""");
        await CallAsync(tool, """{"a":2}""", key: "k9");
        _server.Calls.Count.ShouldBe(4, "one session for both calls");
        var last = _server.Calls.Last();
        last.Headers["Mcp-Session-Id"].ShouldBe("sess-1");
        last.Body.ShouldBe("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"order_lookup","arguments":{"a":2},"_meta":{"idempotencyKey":"k9"}}}""");
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }

    private async Task<BackendReply> CallAsync(IntentOperation operation, string arguments, string? key = null, string result = "{}", Effect effect = Effect.Read, TimeSpan? timeout = null)
    {
        var intent = Made.One("x.y", effect) with { Result = Schema(result), Timeout = timeout ?? TimeSpan.FromSeconds(20) };
        return await _backends.CallAsync(new BackendCall(intent, operation, Json(arguments), Ada, key), default);
    }

    private static JsonSchema Schema(string text)
    {
        var source = Json(text);
        var any = new JsonSchema { Source = source };
        return !source.TryGetProperty("properties", out var properties) ? any : any with
        {
            Type = "object",
            Properties = properties.EnumerateObject().ToFrozenDictionary(one => one.Name, one => new JsonSchema { Source = one.Value, Type = one.Value.GetProperty("type").GetString() }, StringComparer.Ordinal),
            Required = source.TryGetProperty("required", out var required) ? [.. required.EnumerateArray().Select(one => one.GetString()!)] : [],
        };
    }

    private IntentOperation Operation(string method, string path, params (string Name, string Place)[] parameters) => new()
    {
        Backend = new Backend { Name = "orders-api", BaseUrl = _server.BaseUrl, Generation = Generation.Modern, RequestsPerSecond = 1000 },
        OperationId = "op",
        Method = method,
        Path = path,
        Parameters = [.. parameters.Select(one => new OperationParameter(one.Name, one.Place, false))],
    };

    private sealed class Secrets : IBackendSecrets
    {
        public string? Value { get; set; }

        public string? Reveal(string keyRef) => Value;
    }
}
