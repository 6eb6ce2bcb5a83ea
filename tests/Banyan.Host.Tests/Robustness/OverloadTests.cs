using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Banyan.Host.Doors;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Attacks;
using Banyan.Host.Tests.Graph;
using Banyan.Host.Tests.Processes;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Robustness;

/// <summary>More asks than a node takes on at once: what is too much is told so at once and before its body is read, and those under way end as if nothing were.</summary>
public sealed class OverloadTests
{
    private const string Completion = """mutation { generateCompletion(input: { modelPreference: "pC/up", messages: [{ role: USER, content: "Hello" }] }) { content } }""";

    private const string Message = """mutation { sendMessage(input: { text: "Hello", clientMessageId: "m1" }) { id } }""";

    [Fact]
    public async Task Too_many_asks_are_refused_early_and_those_under_way_end_well()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var wall = ScriptedWall.Start(_ => new WallScript().WaitFor(released.Task).Then(WallScript.Json(WireTalk.Of('C').Whole("Hi", 3, 2))));
        await using var app = await BanyanApp.StartAsync("server: { maxConcurrent: 2 }\n" + AttackBench.Yaml(wall), null, ("PROVIDER_KEY", AttackBench.ProviderKey));
        var room = app.Services.GetRequiredService<AskRoom>();
        var held = Enumerable.Range(0, 2).Select(_ => HostCall.AskAsync(app.Http, WireTalk.Of('C'), false, "Hello")).ToArray();
        await Patience.UntilAsync(() => Task.FromResult(wall.Requests.Count == 2));

        foreach (var talk in WireTalk.All)
        {
            using var refused = await HostCall.AskAsync(app.Http, talk, true, "Hello");
            await refused.RestAsync();
            refused.Status.ShouldBe(talk.Letter == 'A' ? 529 : 503, refused.Text);
            AttackBench.ShouldBeError(talk.Letter.ToString(CultureInfo.InvariantCulture), refused.Text);
            refused.Head.ShouldContain("Retry-After: 1");
        }

        (await UnsentBodyAsync(app, app.Key)).ShouldStartWith("HTTP/1.1 503 ");
        (await UnsentBodyAsync(app, "nobodys-key")).ShouldStartWith("HTTP/1.1 503 ", Case.Sensitive, "no key is looked at for nothing");
        (await GraphClient.Of(app).AskAsync(Completion)).Errors[0].GetRawText().ShouldContain("BNY9002");
        (await GraphClient.Of(app).AskAsync("{ me { role } }")).Errors.ShouldBeEmpty("operators must get in");
        (await (await GraphClient.WithAsync(app, "usage:own")).AskAsync("{ me { role } }")).Errors[0].GetRawText().ShouldContain("BNY9002");
        (await GraphClient.Of(app).AskAsync(Message)).Errors[0].GetRawText().ShouldContain("BNY9002");
        await AtOtherDoorsAsync(app);
        (await app.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).ShouldContain(string.Create(CultureInfo.InvariantCulture, $"banyan_requests_shed_total {WireTalk.All.Count + 7}"));
        wall.Requests.Count.ShouldBe(2);

        released.SetResult();
        foreach (var call in await Task.WhenAll(held))
        {
            await call.RestAsync();
            call.Status.ShouldBe(200, call.Text);
            call.Dispose();
        }

        // Room is made a moment after the caller has the last byte.
        await Patience.UntilAsync(() => Task.FromResult(room.UnderWay == 0));
        (await GraphClient.Of(app).AskAsync(Completion)).Errors.ShouldBeEmpty();
    }

    /// <summary>The orchestrator's doors and MCP refuse what asks; what ends work, health and operators' pages do not.</summary>
    private static async Task AtOtherDoorsAsync(BanyanApp app)
    {
        foreach (var (path, body) in new[] { ("/intents/v1/conversations", "{}"), ("/mcp", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""") })
        {
            using var refused = await PostAsync(app, path, body);
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, path);
            refused.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(1));
            (await refused.Content.ReadAsStringAsync()).ShouldContain("overloaded");
        }

        using var cancelled = await PostAsync(app, "/intents/v1/runs/none/cancel", "");
        cancelled.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var path in new[] { "/health/live", "/health/ready", "/intents/v1/board" })
        {
            using var answered = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
            answered.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(BanyanApp app, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await app.Http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    /// <summary>Announces a body and sends none of it.</summary>
    private static async Task<string> UnsentBodyAsync(BanyanApp app, string key)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(app.Address.Host, app.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: {app.Address.Authority}\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        using var patience = new CancellationTokenSource(Patience.Long);
        return await reader.ReadLineAsync(patience.Token) ?? "";
    }
}
