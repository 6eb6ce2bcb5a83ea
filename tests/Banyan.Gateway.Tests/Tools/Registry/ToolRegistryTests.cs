using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Executing;
using Banyan.Gateway.Tools.Registry;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Tools.Registry;

public sealed class ToolRegistryTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly ToolBench _bench;

    public ToolRegistryTests() => _bench = new ToolBench(_clock);

    [Fact]
    public async Task Built_in_tools_are_there_under_ids_that_never_change_and_unconfigured_ones_are_not()
    {
        var tools = await _bench.Registry.ListAsync("default", default);
        tools.Select(tool => tool.Name).ShouldBe(["calculate", "format_date", "get_current_time", "uuid_generate", "validate_email"]);
        using var other = new ToolBench(_clock);
        (await other.Registry.ListAsync("default", default)).Select(tool => tool.Id).ShouldBe(tools.Select(tool => tool.Id));
        (await _bench.Registry.ListAsync("other", default))[0].Id.ShouldNotBe(tools[0].Id);
        (await _bench.Registry.FindAsync("default", tools[0].Id.ToString("D"), default))!.Name.ShouldBe("calculate");
    }

    [Theory]
    [InlineData("name", "9lives")]
    [InlineData("name", "server__tool")]
    [InlineData("name", "has space")]
    [InlineData("name", "")]
    [InlineData("inputSchema", """{"type":"string"}""")]
    [InlineData("inputSchema", """{"type":"object","properties":{"a":{"anyOf":[{"not":{"type":"string"}}]}}}""")]
    [InlineData("inputSchema", """{"type":"object","properties":{"a":{"type":"word"}}}""")]
    [InlineData("inputSchema", "[]")]
    [InlineData("executorEndpoint", "ftp://shop.example")]
    [InlineData("executorEndpoint", "/relative")]
    [InlineData("authRef", "no-such-secret")]
    [InlineData("timeoutMs", "0")]
    [InlineData("retryPolicy", "9")]
    public async Task What_is_wrong_with_a_tool_is_told_before_it_is_kept(string param, string value)
    {
        var good = ToolBench.Order("find_order", "https://shop.example/find");
        var order = param switch
        {
            "name" => good with { Name = value },
            "inputSchema" => good with { InputSchema = ToolBench.Json(value) },
            "executorEndpoint" => good with { Endpoint = value },
            "authRef" => good with { AuthRef = value },
            "timeoutMs" => good with { Timeout = TimeSpan.Zero },
            _ => good with { Retry = new ToolRetry(9) },
        };
        var change = await _bench.Registry.RegisterAsync("default", order, "dev", default);
        (change.Tool, change.Failure!.Param).ShouldBe((null, param));
    }

    [Fact]
    public async Task A_tool_is_changed_by_whoever_read_it_last()
    {
        var tool = await _bench.RegisterAsync(ToolBench.Order("find_order", "https://shop.example/find"));
        var edit = ToolBench.Order("find_order", "https://shop.example/v2") with { Id = tool.Id, ExpectedRevision = 1 };
        (await _bench.RegisterAsync(edit)).Revision.ShouldBe(2);
        (await _bench.Registry.RegisterAsync("default", edit, "dev", default)).Failure!.Code.ShouldBe("conflict");
        (await _bench.Registry.RegisterAsync("default", ToolBench.Order("find_order", "https://shop.example/x"), "dev", default)).Failure!.Code.ShouldBe("conflict");
        (await _bench.Registry.RegisterAsync("default", ToolBench.Order("calculate", "https://shop.example/x"), "dev", default)).Failure!.Code.ShouldBe("conflict");
        (await _bench.Registry.FindAsync("default", "find_order", default))!.Endpoint.ShouldBe("https://shop.example/v2");
        (await _bench.Registry.RemoveAsync("default", "find_order", default)).ShouldBeTrue();
        (await _bench.Registry.RemoveAsync("default", "calculate", default)).ShouldBeFalse();
        (await _bench.Registry.FindAsync("default", "find_order", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_disabled_tool_is_listed_and_not_called()
    {
        (await _bench.Registry.SetEnabledAsync("default", "calculate", false, "ops", default)).Tool!.IsEnabled.ShouldBeFalse();
        (await _bench.Registry.ListAsync("default", default)).Single(tool => tool.Name == "calculate").IsEnabled.ShouldBeFalse();
        (await _bench.RunAsync("calculate", """{"expression":"1"}""")).Status.ShouldBe(ToolStatus.Denied);
        (await _bench.Registry.SetEnabledAsync("default", "calculate", true, "ops", default)).Tool!.Revision.ShouldBe(2);
        (await _bench.RunAsync("calculate", """{"expression":"1"}""")).Status.ShouldBe(ToolStatus.Ok);
    }

    [Fact]
    public async Task A_key_sees_and_calls_what_it_was_granted()
    {
        var caller = new Caller { Tenant = "default", Service = "s", KeyId = "k", Grants = new Grants(["chat"], ["*"]) { Tools = ["calc*"] } };
        (await _bench.Registry.ForAsync(caller, default)).Select(tool => tool.Name).ShouldBe(["calculate"]);
        (await _bench.RunAsync("calculate", """{"expression":"1"}""", caller: caller)).Status.ShouldBe(ToolStatus.Ok);
        var denied = await _bench.RunAsync("uuid_generate", "{}", caller: caller);
        (denied.Status, denied.Error).ShouldBe((ToolStatus.Denied, "There is no such tool for this key."));
    }

    [Fact]
    public async Task While_the_store_is_away_known_tools_stay()
    {
        await _bench.RegisterAsync(ToolBench.Order("find_order", "https://shop.example/find"));
        await _bench.Registry.ListAsync("default", default);
        _bench.Store.IsAway = true;
        _clock.Advance(TimeSpan.FromMinutes(10));
        (await _bench.Registry.FindAsync("default", "find_order", default)).ShouldNotBeNull();
    }

    public void Dispose() => _bench.Dispose();
}
