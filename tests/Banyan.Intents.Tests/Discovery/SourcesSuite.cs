using System.Text.Json;
using Banyan.Intents.Spine;
using Banyan.TestKit;
using Microsoft.AspNetCore.Http;

namespace Banyan.Intents.Tests.Discovery;

/// <summary>Every way in which a backend may be described.</summary>
public sealed class SourcesSuite
{
    [Fact]
    public async Task The_untouched_monolith_is_read_through_the_operators_overlay()
    {
        await using var backend = await TestBackend.StartAsync();
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("legacy.overlay.yaml"), Documents.Overlay);
        backend.Serve("/openapi.json", Documents.Legacy);
        await using var rig = await new Rig().StartAsync(Legacy(backend) with { OpenApi = "/openapi.json", Overlay = folder.File("legacy.overlay.yaml") });
        var view = await rig.UntilAsync(now => now.Backends is [{ State: BackendState.Fresh }]);
        view.Backends[0].Notes.ShouldBeEmpty();
        view.Catalogue.Intents.Keys.Order().ShouldBe(["orders.cancel", "orders.get"]);
        view.Catalogue.Intents["orders.get"].Legacy!.Map.Unwrap.ShouldBe("$.data");

        // The operator edits the overlay: taken over with the next turn, without a restart.
        await File.WriteAllTextAsync(folder.File("legacy.overlay.yaml"), Documents.Overlay.Replace("title: An order", "title: One order", StringComparison.Ordinal));
        await rig.PassAsync(TimeSpan.FromMinutes(5));
        (await rig.UntilAsync(now => now.Catalogue.Version != view.Catalogue.Version)).Catalogue.Intents["orders.get"].Title.ShouldBe("One order");
    }

    [Fact]
    public async Task A_backend_without_any_document_is_described_by_the_operators_file()
    {
        await using var backend = await TestBackend.StartAsync();
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("shop.json"), Documents.Legacy);
        await File.WriteAllTextAsync(folder.File("legacy.overlay.yaml"), Documents.Overlay);
        await using var rig = await new Rig().StartAsync(Legacy(backend) with { OpenApi = "file:" + folder.File("shop.json"), Overlay = folder.File("legacy.overlay.yaml") });
        (await rig.UntilAsync(now => now.Backends is [{ State: BackendState.Fresh }])).Catalogue.Intents.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_backend_can_not_have_files_of_this_machine_read()
    {
        await using var backend = await TestBackend.StartAsync();
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("shop.json"), Documents.Legacy);
        backend.Serve("/.well-known/banyan-intents", Documents.Manifest(more: $",'openapi':'file:{folder.File("shop.json")}'"));
        await using var rig = await new Rig().StartAsync(Rig.Source("orders-api", backend.Url) with { Import = ["points"] });
        var view = await rig.UntilAsync(now => now.Backends.Count == 1 && (now.Backends[0].Problem is not null || now.Backends[0].State == BackendState.Fresh));
        view.Catalogue.Intents.Keys.ShouldNotContain("loyalty.points");
    }

    [Theory]
    [InlineData("{\"overlay\":\"1.1.0\",\"actions\":[{\"target\":\"$.nowhere\",\"remove\":true}]}", true)]
    [InlineData("overlay: [", false)]
    public async Task A_bad_overlay_is_told(string overlay, bool isUsed)
    {
        await using var backend = await TestBackend.StartAsync();
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("o.yaml"), overlay);
        backend.Serve("/openapi/v1.json", Documents.Legacy);
        await using var rig = await new Rig().StartAsync(Legacy(backend) with { Overlay = folder.File("o.yaml") });
        var view = await rig.UntilAsync(now => now.Backends is [{ Problem: not null } or { Notes.Count: > 0 }]);
        view.Backends[0].State.ShouldBe(isUsed ? BackendState.Fresh : BackendState.Dead);
    }

    [Fact]
    public async Task An_api_catalog_leads_to_the_document_on_the_same_host_alone()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var elsewhere = await TestBackend.StartAsync();
        backend.Serve("/docs/api.json", Documents.Legacy).Serve("/.well-known/api-catalog", "{\"linkset\":[{\"anchor\":\"/\",\"service-desc\":[{\"href\":\"/docs/api.json\"}]}]}");
        await using var rig = await new Rig().StartAsync(Legacy(backend) with { Import = ["points"] });
        (await rig.UntilAsync(now => now.Backends is [{ State: BackendState.Fresh }])).Catalogue.Intents.Keys.ShouldBe(["loyalty.points"]);

        backend.Serve("/.well-known/api-catalog", $"{{\"linkset\":[{{\"anchor\":\"/\",\"service-desc\":[{{\"href\":\"{elsewhere.Url}docs/api.json\"}}]}}]}}");
        await rig.PassAsync(TimeSpan.FromMinutes(5));
        await rig.UntilAsync(now => now.Backends is [{ State: BackendState.Stale }]);
        elsewhere.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tools_of_an_MCP_endpoint_become_intents(bool streams)
    {
        await using var backend = await TestBackend.StartAsync();
        backend.Serve("/mcp", context => McpAsync(context, streams));
        await using var rig = await new Rig().StartAsync(Rig.Source("tools", backend.Url) with { Mcp = "/mcp", Import = ["wipe_all", "find_note"] });
        var intents = (await rig.UntilAsync(now => now.Backends is [{ State: BackendState.Fresh }])).Catalogue.Intents;
        intents.Keys.Order().ShouldBe(["tools.find_note", "tools.wipe_all"]);
        (intents["tools.find_note"].Effect, intents["tools.wipe_all"].Effect).ShouldBe((Effect.Read, Effect.Destructive));
        intents["tools.find_note"].Result.Find("text")!.Type.ShouldBe("string");
        (intents["tools.find_note"].Modern!.Method, intents["tools.find_note"].Modern!.Path).ShouldBe(("", "/mcp"));
        backend.Asked.Count.ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public async Task A_tool_of_a_server_that_waits_for_trust_never_only_reads()
    {
        await using var backend = await TestBackend.StartAsync();
        backend.Serve("/mcp", context => McpAsync(context, false));
        await using var rig = await new Rig().StartAsync(Rig.Source("tools", backend.Url, isTrusted: false) with { Mcp = "/mcp", Import = ["wipe_all", "find_note"] });
        var intents = (await rig.UntilAsync(now => now.Backends is [{ State: BackendState.Fresh }])).Catalogue.Intents;
        (intents["tools.find_note"].Effect, intents["tools.wipe_all"].Effect).ShouldBe((Effect.Write, Effect.Destructive));
        intents.Values.ShouldAllBe(intent => intent.Quarantine != null);
    }

    private static BackendSource Legacy(TestBackend backend) => Rig.Source("monolith", backend.Url, Generation.Legacy);

    private static async Task McpAsync(HttpContext context, bool streams)
    {
        using var ask = await JsonDocument.ParseAsync(context.Request.Body);
        var method = ask.RootElement.GetProperty("method").GetString();
        if (method == "notifications/initialized")
        {
            context.Response.StatusCode = 202;
            return;
        }

        if (method == "tools/list" && context.Request.Headers["Mcp-Session-Id"] != "s1")
        {
            context.Response.StatusCode = 400;
            return;
        }

        context.Response.Headers["Mcp-Session-Id"] = "s1";
        var isFirst = !ask.RootElement.GetProperty("params").TryGetProperty("cursor", out _);
        var result = method == "initialize" ? "{'protocolVersion':'2025-06-18','capabilities':{'tools':{}},'serverInfo':{'name':'x','version':'1'}}"
            : isFirst ? "{'tools':[{'name':'find_note','title':'Find a note','inputSchema':{'type':'object','required':['q'],'properties':{'q':{'type':'string'}}},'outputSchema':{'type':'object','properties':{'text':{'type':'string'}}},'annotations':{'readOnlyHint':true}}],'nextCursor':'2'}"
            : "{'tools':[{'name':'wipe_all','inputSchema':{'type':'object'}},{'name':'unlisted','inputSchema':{'type':'object'}}]}";
        var answer = Documents.Plain($"{{'jsonrpc':'2.0','id':{ask.RootElement.GetProperty("id").GetInt32()},'result':{result}}}");
        context.Response.ContentType = streams ? "text/event-stream" : "application/json";
        await context.Response.WriteAsync(streams ? $"event: message\ndata: {{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\"}}\n\nevent: message\ndata: {answer}\n\n" : answer);
    }
}
