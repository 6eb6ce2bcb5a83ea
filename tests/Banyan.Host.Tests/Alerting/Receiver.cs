using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Alerting;

/// <summary>A receiver of webhooks on loopback that checks signatures as the convention says, and answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ScriptedWall _wall;
    private readonly ConcurrentQueue<(string Id, string Type, JsonElement Data)> _taken = new();

    public Receiver() => _wall = ScriptedWall.Start(Answer);

    /// <summary>The status it answers with.</summary>
    public int Status { get; set; } = 204;

    public string Secret { get; set; } = "";

    public Uri Address => new(_wall.Address, "hook");

    /// <summary>Every request, taken or not.</summary>
    public int Asked => _wall.Requests.Count;

    /// <summary>What came with a good signature and was taken, in order.</summary>
    public IReadOnlyCollection<(string Id, string Type, JsonElement Data)> Taken => _taken;

    /// <summary>Makes the webhook on a service and keeps its secret.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> JoinAsync(GraphClient client, params string[] events)
    {
        var data = await client.DataAsync("mutation($input: WebhookInput!) { saveWebhook(input: $input) { webhook { id secretPrefix } secret } }", new { input = new { url = Address.AbsoluteUri, events } });
        var saved = data.GetProperty("saveWebhook");
        Secret = saved.GetProperty("secret").GetString()!;
        Secret.ShouldStartWith(saved.GetProperty("webhook").GetProperty("secretPrefix").GetString()!);
        return saved.GetProperty("webhook").GetProperty("id").GetString()!;
    }

    /// <summary>Waits until something was taken.</summary>
    public Task UntilAsync(Func<IReadOnlyCollection<(string Id, string Type, JsonElement Data)>, bool> holds) => Patience.UntilAsync(() => holds(_taken));

    public ValueTask DisposeAsync() => _wall.DisposeAsync();

    private WallScript Answer(WallRequest request)
    {
        if (!Verifies(request, Secret))
        {
            return WallScript.Json("{}", 401);
        }

        if (Status is >= 200 and < 300)
        {
            var body = JsonElement.Parse(request.Text);
            _taken.Enqueue((request.Header("webhook-id")!, body.GetProperty("type").GetString()!, body.GetProperty("data")));
        }

        return WallScript.Json("{}", Status);
    }

    private static bool Verifies(WallRequest request, string secret)
    {
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(
            Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{request.Header("webhook-id")}.{request.Header("webhook-timestamp")}.{request.Text}")));
        return request.Header("webhook-signature")!.Split(' ').Contains(expected, StringComparer.Ordinal);
    }
}
