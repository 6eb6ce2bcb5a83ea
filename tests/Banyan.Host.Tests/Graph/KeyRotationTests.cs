using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph;

/// <summary>A key rotated over GraphQL while two nodes of one PostgreSQL are asked with it all the time.</summary>
public sealed class KeyRotationTests
{
    [Fact]
    public async Task Rotated_under_traffic_on_two_nodes_no_request_fails_and_the_old_secret_ends_on_both()
    {
        await using var server = await PostgresServer.StartAsync();
        (string, string)[] environment = [("BANYAN_DATABASE", await server.CreateDatabaseAsync()), ("MASTER_KEY", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))];
        await using var first = await BanyanApp.StartAsync("", null, environment);
        var (old, id) = await GraphClient.KeyAsync(first, "chat", "models:read");
        await using var second = await BanyanApp.StartAsync("", null, environment);
        using var end = new CancellationTokenSource();
        var key = new Box { Value = old };
        Task<int>[] traffic = [AskOnAsync(first, key, end.Token), AskOnAsync(second, key, end.Token)];

        var made = (await GraphClient.Of(first).DataAsync("mutation($id: ID!) { rotateApiKey(id: $id) { secret key { id oldSecretUntil rotatedAt } } }", new { id })).GetProperty("rotateApiKey");
        var secret = made.GetProperty("secret").GetString()!;
        made.GetProperty("key").GetProperty("id").GetString().ShouldBe(id);
        await BecomesAsync(second, secret, HttpStatusCode.OK);
        key.Value = secret;
        (await StatusAsync(first, old)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(second, old)).ShouldBe(HttpStatusCode.OK);
        await Task.WhenAll(key.AskedAsync(50), key.AskedAsync(50));
        await end.CancelAsync();
        (await Task.WhenAll(traffic)).ShouldAllBe(asked => asked > 5);

        (await GraphClient.Of(first).AskAsync("mutation($id: ID!) { rotateApiKey(id: $id) { secret } }", new { id })).Codes.ShouldBe(["CONFLICT"]);
        var last = (await GraphClient.Of(first).DataAsync("mutation($id: ID!) { rotateApiKey(id: $id, graceSeconds: 0) { secret } }", new { id })).GetProperty("rotateApiKey").GetProperty("secret").GetString()!;
        await BecomesAsync(second, secret, HttpStatusCode.Unauthorized);
        (await StatusAsync(second, last)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(first, old)).ShouldBe(HttpStatusCode.Unauthorized);

        var acts = await first.Services.GetRequiredService<IAuditLog>().PageAsync("default", 10, null, CancellationToken.None);
        acts.Select(act => (act.Action, act.Target)).ShouldBe([("rotateApiKey", $"key:{id}"), ("rotateApiKey", $"key:{id}")]);
        acts.ShouldAllBe(act => !act.Detail!.Contains(secret, StringComparison.Ordinal) && !act.Detail.Contains(last, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_that_end_soon_are_found()
    {
        await using var app = await BanyanApp.StartAsync();
        var (_, id) = await GraphClient.KeyAsync(app, "chat");
        var admin = GraphClient.Of(app);
        (await admin.DataAsync("{ apiKeys(endingWithinDays: 2) { id } }")).GetProperty("apiKeys").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe(id);
        (await admin.DataAsync("{ apiKeys(endingWithinDays: 0) { id } }")).GetProperty("apiKeys").EnumerateArray().ShouldBeEmpty();
    }

    private static async Task<int> AskOnAsync(BanyanApp app, Box key, CancellationToken end)
    {
        var asked = 0;
        while (!end.IsCancellationRequested)
        {
            (await StatusAsync(app, key.Value)).ShouldBe(HttpStatusCode.OK);
            asked++;
            key.Count();
        }

        return asked;
    }

    private static async Task BecomesAsync(BanyanApp app, string key, HttpStatusCode status)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (await StatusAsync(app, key) != status)
        {
            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(Patience.Long);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(BanyanApp app, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/models", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await app.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private sealed class Box
    {
        private int _count;
        private volatile string _value = "";

        public string Value
        {
            get => _value;
            set => _value = value;
        }

        public void Count() => Interlocked.Increment(ref _count);

        public async Task AskedAsync(int more)
        {
            for (var enough = Volatile.Read(ref _count) + more; Volatile.Read(ref _count) < enough;)
            {
                await Task.Yield();
            }
        }
    }
}
