using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace Banyan.Host.Tests.Attacks;

public sealed class SizeAttackTests(AttackBench bench) : IClassFixture<AttackBench>
{
    private const int Huge = 100 * 1024 * 1024;
    private const long MostGrowth = 400L * 1024 * 1024;

    public static TheoryData<string> Doors => AttackDoor.Names;

    [Theory]
    [Trait("Attack", "22")]
    [MemberData(nameof(Doors))]
    public async Task A_body_that_says_it_is_100_MB_is_413_before_it_is_read(string name)
    {
        var door = AttackDoor.Of(name);
        var answer = await RawHttp.SendAsync(bench.App.Address, RawHttp.Post(door.Path(door.OwnModel), bench.App.Key, $"Content-Length: {Huge}\r\n") + "{\"a\":");
        RawHttp.Status(answer).ShouldBe(413, answer);
        AttackBench.ShouldBeError(name, answer);
    }

    [Fact]
    [Trait("Attack", "22")]
    public async Task A_body_of_100_MB_without_a_length_is_413_and_memory_stays_bounded()
    {
        var before = Peak();
        var chunk = new byte[64 * 1024];
        Array.Fill(chunk, (byte)' ');
        byte[] framed = [.. "10000\r\n"u8, .. chunk, .. "\r\n"u8];
        var head = Encoding.ASCII.GetBytes(RawHttp.Post("/v1/chat/completions", bench.App.Key, "Transfer-Encoding: chunked\r\n"));
        var answer = await RawHttp.SendAsync(bench.App.Address, Enumerable.Repeat(framed, Huge / chunk.Length).Prepend(head).Append("0\r\n\r\n"u8.ToArray()));
        RawHttp.Status(answer).ShouldBe(413, answer);
        (Peak() - before).ShouldBeLessThan(MostGrowth);
    }

    [Theory]
    [Trait("Attack", "23")]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_bomb_that_unpacks_far_past_the_bound_is_413_and_memory_stays_bounded(string encoding)
    {
        var bomb = Bomb(encoding);
        bomb.Length.ShouldBeLessThan(2 * 1024 * 1024);
        var before = Peak();
        var content = new ByteArrayContent(bomb);
        content.Headers.ContentEncoding.Add(encoding);
        var (status, text, _) = await bench.PostAsync("/v1/messages", content);
        status.ShouldBe(413, text);
        AttackBench.ShouldBeError("A", text);
        (Peak() - before).ShouldBeLessThan(MostGrowth);
    }

    [Theory]
    [Trait("Attack", "24")]
    [MemberData(nameof(Doors))]
    public async Task Multipart_and_unknown_encodings_are_4xx(string name)
    {
        var door = AttackDoor.Of(name);
        using var parts = new MultipartFormDataContent();
        for (var i = 0; i < 10_000; i++)
        {
            parts.Add(new StringContent("x"), "f");
        }

        var (status, text, _) = await bench.PostAsync(door.Path(door.OwnModel), parts);
        status.ShouldBeInRange(400, 415, text);
        foreach (var encoding in new[] { "zstd", "compress", "gzip, gzip", "x" })
        {
            var content = new StringContent(door.Body(door.OwnModel), Encoding.UTF8, "application/json");
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
            var (refused, why, _) = await bench.PostAsync(door.Path(door.OwnModel), content);
            refused.ShouldBeInRange(400, 415, why);
            AttackBench.ShouldBeError(name, why);
        }

        foreach (var encoding in new[] { "gzip", "br", "deflate" })
        {
            var lie = new StringContent(door.Body(door.OwnModel), Encoding.UTF8, "application/json");
            lie.Headers.ContentEncoding.Add(encoding);
            (await bench.PostAsync(door.Path(door.OwnModel), lie)).Status.ShouldBe(400, encoding);
        }
    }

    internal static byte[] Bomb(string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            _ => new ZLibStream(packed, CompressionLevel.Fastest),
        })
        {
            // 128 MB are past every bound; the members after them are never reached, so a longer bomb would only cost the test time.
            var zeros = new byte[1024 * 1024];
            Array.Fill(zeros, (byte)' ');
            for (var i = 0; i < 128; i++)
            {
                packer.Write(zeros);
            }
        }

        return packed.ToArray();
    }

    private static long Peak()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
