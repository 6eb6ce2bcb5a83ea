using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Banyan.Host.Doors;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Attacks;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Robustness;

/// <summary>Callers who drip their request, or never read their answer. The bounds are shortened here; that they are set is another test's matter.</summary>
public sealed class SlowPeerTests : IAsyncLifetime
{
    // Of 512 MB: what the systems' own socket buffers hold on both sides, and a little of ours.
    private const long MostTaken = 48L * 1024 * 1024;
    private static readonly byte[] Filler = Encoding.ASCII.GetBytes(WireTalk.Of('C').Stream([new string('x', 32 * 1024)], 1, 1)[1]);

    private readonly TaskCompletionSource<WallRequest> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ScriptedWall? _wall;
    private BanyanApp? _app;

    private BanyanApp Service => _app!;

    public async ValueTask InitializeAsync()
    {
        _wall = ScriptedWall.Start(Play);
        _app = await BanyanApp.StartAsync(AttackBench.Yaml(_wall), Shorten, ("PROVIDER_KEY", AttackBench.ProviderKey));
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await _wall!.DisposeAsync();
    }

    [Fact]
    [Trait("Attack", "26")]
    public async Task A_head_that_drips_is_cut_and_others_are_served_meanwhile()
    {
        var head = RawHttp.Post("/v1/chat/completions", Service.Key, "Content-Length: 2\r\n");
        var dripping = DripAsync(head[..^4], after: "");
        await ShouldServeAsync();
        var (answer, took) = await dripping;
        RawHttp.Status(answer).ShouldBeOneOf(0, 408);
        took.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    [Trait("Attack", "26")]
    public async Task A_body_that_drips_is_cut_and_others_are_served_meanwhile()
    {
        var dripping = DripAsync(new string(' ', 10_000), RawHttp.Post("/v1/chat/completions", Service.Key, "Content-Length: 10000\r\n"));
        await ShouldServeAsync();
        var (answer, took) = await dripping;
        RawHttp.Status(answer).ShouldBeOneOf(0, 400, 408);
        took.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    [Trait("Attack", "27")]
    public async Task A_reader_who_never_reads_holds_little_and_is_cut_and_the_upstream_is_freed()
    {
        using var idle = new TcpClient { ReceiveBufferSize = 4096 };
        await idle.ConnectAsync(Service.Address.Host, Service.Address.Port);
        var (path, body) = WireTalk.Of('C').Ask("pC/up", streams: true, "endless");
        await idle.Client.SendAsync(Encoding.ASCII.GetBytes(RawHttp.Post(path, Service.Key, $"Content-Length: {body.Length}\r\n") + body));
        var asked = await _asked.Task.WaitAsync(Patience.Long);
        await ShouldServeAsync();
        await asked.ClientGone.WaitAsync(Patience.Long);
        asked.BytesSent.ShouldBeLessThan(MostTaken);
        await ShouldServeAsync();
    }

    private static void Shorten(IServiceCollection services)
    {
        services.AddSingleton(new ReaderPatience(TimeSpan.FromSeconds(1)));
        services.PostConfigure<KestrelServerOptions>(server =>
        {
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
            server.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(1.5));
        });
    }

    private WallScript Play(WallRequest request)
    {
        if (!request.Text.Contains("endless", StringComparison.Ordinal))
        {
            return AttackBench.Good(request);
        }

        _asked.TrySetResult(request);
        return WallScript.Stream().Chunks(Filler, 16_000).Silence();
    }

    private async Task ShouldServeAsync()
    {
        var (path, body) = WireTalk.Of('C').Ask("pC/up", streams: false, "Hello");
        using var answer = await Service.Http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        ((int)answer.StatusCode).ShouldBe(200);
    }

    /// <summary>Sends what comes before at once, the rest a byte each twentieth of a second, until the server hangs up.</summary>
    private async Task<(string Answer, TimeSpan Took)> DripAsync(string dripped, string after)
    {
        var began = Stopwatch.GetTimestamp();
        using var client = new TcpClient();
        await client.ConnectAsync(Service.Address.Host, Service.Address.Port);
        await client.Client.SendAsync(Encoding.ASCII.GetBytes(after));
        var reading = new StreamReader(client.GetStream(), Encoding.Latin1).ReadToEndAsync();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        foreach (var one in Encoding.ASCII.GetBytes(dripped))
        {
            if (reading.IsCompleted || !await pace.WaitForNextTickAsync())
            {
                break;
            }

            try
            {
                await client.Client.SendAsync(new[] { one });
            }
            catch (SocketException)
            {
                break;
            }
        }

        try
        {
            return (await reading.WaitAsync(Patience.Long), Stopwatch.GetElapsedTime(began));
        }
        catch (IOException)
        {
            return ("", Stopwatch.GetElapsedTime(began));
        }
    }
}
