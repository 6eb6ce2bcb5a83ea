using System.Diagnostics;
using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.TestKit;

namespace Banyan.Host.Tests.Graph;

/// <summary>Apollo's gateway in front of the running service and of another subgraph, which refers to Banyan's models and adds to them.</summary>
[Trait("needs", "node")]
public sealed class SupergraphTests
{
    [Fact]
    public async Task A_gateway_joins_the_service_with_another_subgraph_there_and_back()
    {
        await using var banyan = await BanyanApp.StartAsync();
        var (key, _) = await GraphClient.KeyAsync(banyan, "graph:sdl", "models:read");
        using var gateway = await NodePackage.Federation.StartAsync("banyan.cjs", ("BANYAN_URL", banyan.Address.AbsoluteUri.TrimEnd('/')), ("BANYAN_KEY", key));
        try
        {
            var front = await AddressAsync(gateway);

            // From the other subgraph into three models by one call for all of them, and back with what Banyan said; one of them there is not.
            var there = await AskAsync(front, "{ picks { why model { id displayName capabilities label } } }");
            there.GetProperty("extensions").GetRawText().ShouldBe("""{"asked":["picks","banyan","picks"]}""");
            var picks = there.GetProperty("data").GetProperty("picks").EnumerateArray().ToArray();
            picks.Select(pick => pick.GetProperty("why").GetString()).ShouldBe(["it is free", "it calls tools", "it is gone"]);
            foreach (var (pick, id) in picks.Zip(["mock/chat", "mock/tools"]))
            {
                var model = pick.GetProperty("model");
                model.GetProperty("id").GetString().ShouldBe(id);
                model.GetProperty("capabilities").GetArrayLength().ShouldBeGreaterThan(0);
                model.GetProperty("label").GetString().ShouldBe($"{model.GetProperty("displayName").GetString()} ({id})");
            }

            picks[2].GetProperty("model").ValueKind.ShouldBe(JsonValueKind.Null);

            // From Banyan into the other subgraph and back.
            var back = await AskAsync(front, """{ model(id: "mock/tools") { label picks { why model { quality } } } }""");
            back.TryGetProperty("errors", out _).ShouldBeFalse(back.GetRawText());
            back.GetProperty("extensions").GetRawText().ShouldBe("""{"asked":["banyan","picks","banyan"]}""");
            var tools = back.GetProperty("data").GetProperty("model");
            tools.GetProperty("label").GetString().ShouldEndWith("(mock/tools)");
            tools.GetProperty("picks")[0].GetProperty("model").GetProperty("quality").ValueKind.ShouldBe(JsonValueKind.Number);
        }
        finally
        {
            gateway.StandardInput.Close();
            await gateway.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience.Long, CancellationToken.None);
        }
    }

    private static async Task<Uri> AddressAsync(Process gateway)
    {
        var line = await gateway.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Long * 2);
        return line is null ? throw new InvalidOperationException($"The gateway ended: {await gateway.StandardError.ReadToEndAsync()}") : new Uri(line);
    }

    private static async Task<JsonElement> AskAsync(Uri front, string query)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, front) { Content = new StringContent(JsonSerializer.Serialize(new { query })) };
        using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonElement.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
