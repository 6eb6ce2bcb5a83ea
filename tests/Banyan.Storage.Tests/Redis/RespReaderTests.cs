using System.Text;
using Banyan.Storage.Redis;

namespace Banyan.Storage.Tests.Redis;

public sealed class RespReaderTests
{
    private const string Replies = "+OK\r\n:42\r\n$5\r\nh\u00e9ll\r\n$-1\r\n*3\r\n+a\r\n*0\r\n$0\r\n\r\n-ERR no\r\n";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Replies_read_the_same_however_they_arrive(int piece)
    {
        using var stream = new PieceStream(Encoding.UTF8.GetBytes(Replies), piece);
        var reader = new RespReader(stream);
        (await reader.ReadAsync(default)).Text.ShouldBe("OK");
        (await reader.ReadAsync(default)).Text.ShouldBe("42");
        (await reader.ReadAsync(default)).Text.ShouldBe("h\u00e9ll");
        (await reader.ReadAsync(default)).ShouldBe(RedisReply.Nil);
        var list = (await reader.ReadAsync(default)).Items!;
        (list.Count, list[0].Text, list[1].Items!.Count, list[2].Text).ShouldBe((3, "a", 0, ""));
        (await reader.ReadAsync(default)).ShouldBe(new RedisReply("ERR no", IsError: true));
        await Should.ThrowAsync<IOException>(async () => await reader.ReadAsync(default));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("$99999999999\r\n")]
    [InlineData("*70000\r\n")]
    [InlineData("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n")]
    public async Task What_is_no_reply_is_refused(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await Should.ThrowAsync<IOException>(async () => await new RespReader(stream).ReadAsync(default));
    }

    [Fact]
    public void Commands_are_lists_of_texts() =>
        Encoding.UTF8.GetString(RespWriter.Write(["GET", "k\u00e9"]).Span).ShouldBe("*2\r\n$3\r\nGET\r\n$3\r\nk\u00e9\r\n");

    [Theory]
    [InlineData("127.0.0.1:7000", "127.0.0.1", 7000, "", "", 0, false)]
    [InlineData("redis://cache", "cache", 6379, "", "", 0, false)]
    [InlineData("rediss://me:a%3Ab@cache:7001/3", "cache", 7001, "me", "a:b", 3, true)]
    [InlineData("redis://secret@cache", "cache", 6379, "", "secret", 0, false)]
    public void Addresses_are_read(string text, string host, int port, string user, string password, int database, bool isTls) =>
        RedisAddress.Parse(text).ShouldBe(new RedisAddress(host, port, user, password, database, isTls));

    [Theory]
    [InlineData("http://cache")]
    [InlineData("redis://")]
    [InlineData("redis://cache/zero")]
    public void What_is_no_address_is_refused(string text) => Should.Throw<FormatException>(() => RedisAddress.Parse(text));

    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
