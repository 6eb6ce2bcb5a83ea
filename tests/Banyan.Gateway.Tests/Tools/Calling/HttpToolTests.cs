using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Registry;
using Banyan.TestKit.Wall;

namespace Banyan.Gateway.Tests.Tools.Calling;

/// <summary>Tools behind HTTP, over real sockets.</summary>
public sealed class HttpToolTests
{
    private static readonly ToolRetry Quick = new(2, 50, 1);

    [Fact]
    public async Task Arguments_go_by_post_with_key_trace_and_signature_and_the_result_comes_back()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"status":"shipped","total":1.10}"""));
        using var bench = Bench(wall);
        bench.Secrets.Values["env:SHOP"] = "whsec_" + Convert.ToBase64String("0123456789abcdef0123456789abcdef"u8);
        await bench.RegisterAsync(ToolBench.Order("find_order", wall.Address + "find") with { AuthRef = "shop" });
        var result = await bench.RunAsync("find_order", """{"id":7}""");
        (result.Status, result.Attempts).ShouldBe((ToolStatus.Ok, 1));
        result.ForModel().ShouldBe("""{"status":"shipped","total":1.10}""");
        var sent = wall.Requests.Single();
        (sent.Method, sent.Path, sent.Text).ShouldBe(("POST", "/find", """{"id":7}"""));
        sent.Header("Idempotency-Key").ShouldBe("key-1");
        sent.Header("traceparent").ShouldBe("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        sent.Header("Authorization").ShouldBeNull();
        SignatureCheck.Fits(sent, "0123456789abcdef0123456789abcdef"u8).ShouldBeTrue();
    }

    [Fact]
    public async Task A_secret_goes_only_to_the_address_it_is_bound_to()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("{}"));
        await using var other = ScriptedWall.Start(WallScript.Json("{}"));
        using var bench = Bench(wall);
        bench.Secrets.Values["env:SHOP"] = "plain-token";
        var refused = await bench.Registry.RegisterAsync("default", ToolBench.Order("steal", other.Address + "x") with { AuthRef = "shop" }, "eve", default);
        refused.Failure!.Param.ShouldBe("authRef");
        await bench.Store.PutAsync(new Tool { Id = Guid.CreateVersion7(), Tenant = "default", Name = "steal", Description = "x", InputSchema = ToolBench.Json("""{"type":"object"}"""), Executor = ToolExecutorKind.Http, Endpoint = other.Address + "x", AuthRef = "shop" }, 0, default);
        (await bench.RunAsync("steal", "{}")).Status.ShouldBe(ToolStatus.Denied);
        other.Requests.ShouldBeEmpty();
        await bench.RegisterAsync(ToolBench.Order("find_order", wall.Address + "find") with { AuthRef = "shop" });
        await bench.RunAsync("find_order", """{"id":7}""");
        wall.Requests.Single().Header("Authorization").ShouldBe("Bearer plain-token");
    }

    [Theory]
    [InlineData(ToolEffect.Read, false, 3)]
    [InlineData(ToolEffect.Write, true, 3)]
    [InlineData(ToolEffect.Write, false, 1)]
    [InlineData(ToolEffect.Destructive, false, 1)]
    public async Task Only_reads_and_idempotent_calls_are_repeated(ToolEffect effect, bool isIdempotent, int attempts)
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("{}", 503));
        using var bench = Bench(wall);
        await bench.RegisterAsync(ToolBench.Order("do_it", wall.Address + "do") with { Effect = effect, IsIdempotent = isIdempotent, Retry = Quick });
        var result = await bench.RunAsync("do_it", """{"id":7}""");
        (result.Status, result.Attempts, wall.Requests.Count).ShouldBe((ToolStatus.Error, attempts, attempts));
        wall.Requests.Select(request => request.Header("Idempotency-Key")).Distinct().ShouldBe(["key-1"]);
    }

    [Fact]
    public async Task A_try_that_fails_is_followed_by_one_that_succeeds()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("{}", 502), WallScript.Json("[1]"));
        using var bench = Bench(wall);
        await bench.RegisterAsync(ToolBench.Order("do_it", wall.Address + "do") with { Retry = Quick });
        var result = await bench.RunAsync("do_it", """{"id":7}""");
        (result.ForModel(), result.Attempts).ShouldBe(("[1]", 2));
        bench.Log.Rows.Single().Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_long_one_is_awaited_where_it_says_at_its_own_address()
    {
        await using var wall = ScriptedWall.Start(
            WallScript.Json("", 202, ("location", "/jobs/1"), ("retry-after", "0")), WallScript.Json("", 202, ("retry-after", "0")), WallScript.Json("""{"done":true}"""));
        using var bench = Bench(wall);
        await bench.RegisterAsync(ToolBench.Order("do_it", wall.Address + "do"));
        (await bench.RunAsync("do_it", """{"id":7}""")).ForModel().ShouldBe("""{"done":true}""");
        wall.Requests.Select(request => $"{request.Method} {request.Path}").ShouldBe(["POST /do", "GET /jobs/1", "GET /jobs/1"]);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("https://evil.example/jobs")]
    [InlineData(null)]
    public async Task It_is_not_awaited_elsewhere(string? location)
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("", 202, location is null ? [] : [("location", location)]));
        using var bench = Bench(wall);
        await bench.RegisterAsync(ToolBench.Order("do_it", wall.Address + "do"));
        (await bench.RunAsync("do_it", """{"id":7}""")).Status.ShouldBe(ToolStatus.Error);
        wall.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Silence_ends_with_the_tools_own_time()
    {
        await using var wall = ScriptedWall.Start(new WallScript().Silence());
        using var bench = Bench(wall);
        await bench.RegisterAsync(ToolBench.Order("do_it", wall.Address + "do") with { Timeout = TimeSpan.FromMilliseconds(200), Retry = new ToolRetry(0) });
        (await bench.RunAsync("do_it", """{"id":7}""")).Status.ShouldBe(ToolStatus.Timeout);
    }

    [Theory]
    [Trait("Attack", "17")]
    [InlineData(301)]
    [InlineData(307)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var evil = ScriptedWall.Start(WallScript.Json("{}"));
        await using var wall = ScriptedWall.Start(WallScript.Json("{}", status, ("location", evil.Address.AbsoluteUri)));
        using var bench = Bench(wall);
        await bench.RegisterAsync(ToolBench.Order("do_it", wall.Address + "do"));
        (await bench.RunAsync("do_it", """{"id":7}""")).Status.ShouldBe(ToolStatus.Error);
        evil.Requests.ShouldBeEmpty();
    }

    [Theory]
    [Trait("Attack", "19")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_over_its_limit_or_endless_is_cut(bool isEndless)
    {
        var piece = new byte[64 * 1024];
        Array.Fill(piece, (byte)'1');
        await using var wall = ScriptedWall.Start(isEndless ? WallScript.Stream("application/json").Chunks(piece, 100_000) : WallScript.Json(new string('1', 300 * 1024)));
        using var bench = Bench(wall);
        await bench.RegisterAsync(ToolBench.Order("do_it", wall.Address + "do"));
        var result = await bench.RunAsync("do_it", """{"id":7}""");
        (result.Status, result.Error).ShouldBe((ToolStatus.Error, "The call failed: its answer is over 256 KB."));
        if (isEndless)
        {
            await wall.Requests.Single().ClientGone.WaitAsync(TimeSpan.FromMinutes(1));
        }
    }

    [Theory]
    [Trait("Attack", "15")]
    [InlineData("http://127.0.0.1/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("https://[::1]/x")]
    [InlineData("https://localhost/x")]
    [InlineData("https://localhost./x")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[fd00:ec2::254]/latest")]
    [InlineData("https://100.64.0.1/x")]
    [InlineData("https://0.0.0.0/x")]
    [InlineData("https://2130706433/x")]
    [InlineData("https://0x7f.1/x")]
    [InlineData("https://0177.0.0.1/x")]
    [InlineData("https://[::ffff:127.0.0.1]/x")]
    [InlineData("https://127。0。0。1/x")]
    [InlineData("https://10.0.0.1/x")]
    [InlineData("https://user:secret@shop.example/x")]
    [Trait("Attack", "18")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1/x")]
    [InlineData("ftp://shop.example/x")]
    [InlineData("data:application/json,{}")]
    public async Task A_tool_never_leads_to_a_private_place(string address)
    {
        using var bench = new ToolBench(TimeProvider.System, allow: "");
        var registered = await bench.Registry.RegisterAsync("default", ToolBench.Order("probe", address) with { Retry = new ToolRetry(0) }, "eve", default);
        if (registered.Failure is null)
        {
            (await bench.RunAsync("probe", """{"id":7}""")).Status.ShouldBe(ToolStatus.Denied);
        }
        else
        {
            registered.Failure.Param.ShouldBe("executorEndpoint");
        }
    }

    [Theory]
    [InlineData("""{"a":""", "application/json", ToolStatus.Invalid)]
    [InlineData("<html>", "text/html", ToolStatus.Invalid)]
    [InlineData("plain words", "text/plain", ToolStatus.Ok)]
    [InlineData("", "application/json", ToolStatus.Ok)]
    public async Task What_comes_back_must_be_json_or_plain_text(string body, string type, ToolStatus status)
    {
        await using var wall = ScriptedWall.Start(WallScript.Whole(System.Text.Encoding.UTF8.GetBytes(body), type));
        using var bench = Bench(wall);
        await bench.RegisterAsync(ToolBench.Order("do_it", wall.Address + "do"));
        (await bench.RunAsync("do_it", """{"id":7}""")).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_result_of_another_form_than_declared_is_invalid()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"total":"much"}"""));
        using var bench = Bench(wall);
        await bench.RegisterAsync(ToolBench.Order("do_it", wall.Address + "do") with { OutputSchema = ToolBench.Json("""{"type":"object","properties":{"total":{"type":"number"}}}""") });
        var result = await bench.RunAsync("do_it", """{"id":7}""");
        (result.Status, result.Error).ShouldBe((ToolStatus.Invalid, "The result is not of the declared form: $.total must be a number, is a string."));
    }

    private static ToolBench Bench(ScriptedWall wall) =>
        new(TimeProvider.System, $$$"""{"secrets":{"shop":{"keyRef":"env:SHOP","origin":"{{{wall.Address}}}"} } }""");
}
