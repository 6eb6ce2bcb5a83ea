using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Banyan.Host.Doors;
using Banyan.Host.Doors.Keyed;
using Banyan.Host.Hosting;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Attacks;
using Banyan.Host.Tests.Documents;
using Banyan.Wire.Framing;
using Banyan.Wire.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Banyan.Host.Tests.Robustness;

/// <summary>The server's bounds are in force, the page of limits tells them, and HTTP/2 is off.</summary>
public sealed class LimitsTests(AttackBench bench) : IClassFixture<AttackBench>
{
    [Fact]
    [Trait("Attack", "38")]
    public void No_bound_of_the_server_is_left_open()
    {
        var limits = bench.App.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        limits.MaxConcurrentConnections.ShouldBe(ServerBounds.Connections(OpenFiles.Most()));
        limits.MaxConcurrentUpgradedConnections.ShouldBe(limits.MaxConcurrentConnections);
        limits.MaxRequestHeadersTotalSize.ShouldBe(ServerBounds.MostHeaderBytes);
        limits.MaxRequestHeaderCount.ShouldBe(ServerBounds.MostHeaders);
        limits.RequestHeadersTimeout.ShouldBe(ServerBounds.HeadTime);
        limits.KeepAliveTimeout.ShouldBe(ServerBounds.KeepAlive);
        limits.MinRequestBodyDataRate!.BytesPerSecond.ShouldBe(ServerBounds.LeastBodyRate);
        limits.MinRequestBodyDataRate.GracePeriod.ShouldBe(ServerBounds.BodyGrace);
        limits.MinResponseDataRate.ShouldNotBeNull();
        bench.App.Services.GetRequiredService<ReaderPatience>().ShouldBe(ReaderPatience.Usual);
    }

    [Theory]
    [InlineData(long.MaxValue, 20_000)]
    [InlineData(20_000, 9_750)]
    [InlineData(1_024, 262)]
    [InlineData(256, 1)]
    public void Connections_leave_a_file_for_the_provider_of_each(long files, int connections) => ServerBounds.Connections(files).ShouldBe(connections);

    [Fact]
    public void The_page_of_limits_tells_the_figures_of_the_code()
    {
        var page = File.ReadAllText(Path.Combine(Pages.Root, "docs", "limits.md"));
        page.ShouldContain(Text($"| {ServerBounds.MostHeaderBytes / 1024} KB, {ServerBounds.MostHeaders} headers |"));
        page.ShouldContain(Text($"| within {ServerBounds.HeadTime.TotalSeconds} s |"));
        page.ShouldContain(Text($"| {ServerBounds.LeastBodyRate} bytes a second after the first {ServerBounds.BodyGrace.TotalSeconds} s |"));
        page.ShouldContain(Text($"| {ServerBounds.KeepAlive.TotalSeconds} s |"));
        page.ShouldContain(ServerBounds.MostConnections.ToString("N0", CultureInfo.InvariantCulture));
        page.ShouldContain(Text($"but for {ServerBounds.FilesKept},"));
        page.ShouldContain(Text($"| {ReaderPatience.Usual.Value.TotalSeconds} s while its buffers are full |"));
        page.ShouldContain(Text($"| {TapedAnswer.MostBytes >> 20} MB kept for a day,"));
        page.ShouldContain(Text($"| {JsonSafety.MaxDepth} levels,"));
        page.ShouldContain(Text($"| {Framer.MaxLineBytes >> 20} MB, {Framer.MaxEventBytes >> 20} MB |"));
    }

    [Fact]
    [Trait("Attack", "30")]
    public async Task Who_begins_in_HTTP_2_is_told_to_use_HTTP_1_1_and_nothing_else()
    {
        // An empty SETTINGS frame follows the preface: who speaks HTTP/2 answers with one of its own.
        var answer = await ExchangeAsync([.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0]);
        const byte GoAway = 7, Http11Required = 0xd;
        answer.Length.ShouldBe(17);
        answer[3].ShouldBe(GoAway);
        answer[^1].ShouldBe(Http11Required);
    }

    [Fact]
    [Trait("Attack", "30")]
    public async Task An_upgrade_to_HTTP_2_is_not_taken()
    {
        var answer = await ExchangeAsync(Encoding.ASCII.GetBytes("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Length: 0\r\n\r\n"));
        RawHttp.Status(Encoding.Latin1.GetString(answer)).ShouldBe(401);
    }

    private async Task<byte[]> ExchangeAsync(byte[] opening)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(bench.App.Address.Host, bench.App.Address.Port);
        await client.Client.SendAsync(opening);
        using var patience = new CancellationTokenSource(Patience.Long);
        using var read = new MemoryStream();
        await client.GetStream().CopyToAsync(read, patience.Token);
        return read.ToArray();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
