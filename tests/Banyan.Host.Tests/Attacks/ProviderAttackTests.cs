using System.IO.Compression;
using System.Text;
using Banyan.TestKit.Grammar;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Attacks;

/// <summary>A provider that sends what no provider should: the caller gets a typed error, and what is merely unusual is read. Memory is measured in a process of its own, see <see cref="Processes.MemoryTests"/>.</summary>
public sealed class ProviderAttackTests(AttackBench bench) : IClassFixture<AttackBench>
{
    private const int Chunk = 64 * 1024, ChunksOf100Mb = 1600;

    public static TheoryData<char> Letters => new(WireTalk.All.Select(talk => talk.Letter));

    public static TheoryData<char> EventStreams => new(WireTalk.All.Select(talk => talk.Letter).Where(letter => letter != 'O'));

    [Theory]
    [Trait("Attack", "28")]
    [MemberData(nameof(Letters))]
    public async Task A_line_of_100_MB_is_a_typed_error(char letter) =>
        await ShouldFailAsync(letter, streams: true, talk => WallScript.Stream(talk.StreamType).Chunk("data: ").Chunks(Filled('x'), ChunksOf100Mb).End());

    [Theory]
    [Trait("Attack", "28")]
    [MemberData(nameof(EventStreams))]
    public async Task An_event_of_100_MB_without_a_blank_line_is_a_typed_error(char letter) =>
        await ShouldFailAsync(letter, streams: true, talk => WallScript.Stream(talk.StreamType).Chunks(Encoding.ASCII.GetBytes("data: " + new string('x', Chunk - 7) + "\n"), ChunksOf100Mb).End());

    [Theory]
    [Trait("Attack", "28")]
    [MemberData(nameof(EventStreams))]
    public async Task Lines_that_end_in_a_carriage_return_alone_and_split_characters_are_read(char letter)
    {
        var talk = WireTalk.Of(letter);
        bench.Script = _ =>
        {
            var script = WallScript.Stream(talk.StreamType);
            foreach (var one in Encoding.UTF8.GetBytes(string.Concat(talk.Stream(["grüße 😀"], 3, 2)).Replace('\n', '\r')))
            {
                script.Chunk([one]);
            }

            return script.End();
        };
        var (status, text) = await AskAsync(talk, streams: true);
        status.ShouldBe(200, text);
        text.ShouldContain("grüße 😀");
        StreamGrammar.Check(letter, Encoding.UTF8.GetBytes(text)).ShouldBeEmpty(text);
    }

    [Theory]
    [Trait("Attack", "29")]
    [InlineData('C')]
    [InlineData('A')]
    public async Task A_body_that_unpacks_past_every_bound_is_a_typed_error(char letter)
    {
        var bomb = Bomb();
        bomb.Length.ShouldBeLessThan(1024 * 1024);
        await ShouldFailAsync(letter, streams: false, _ => WallScript.Whole(bomb, "application/json", 200, ("content-encoding", "gzip")));
    }

    [Theory]
    [Trait("Attack", "29")]
    [MemberData(nameof(Letters))]
    public async Task A_stream_that_unpacks_past_every_bound_is_a_typed_error(char letter)
    {
        var bomb = Bomb();
        await ShouldFailAsync(letter, streams: true, talk => WallScript.Whole(bomb, talk.StreamType, 200, ("content-encoding", "gzip")));
    }

    [Theory]
    [Trait("Attack", "29")]
    [InlineData("gzip, gzip")]
    [InlineData("zstd")]
    [InlineData("br")]
    public async Task An_encoding_that_is_a_lie_or_unknown_is_a_typed_error(string encoding) =>
        await ShouldFailAsync('A', streams: false, talk => WallScript.Json(talk.Whole("Hi", 1, 1), 200, ("content-encoding", encoding)));

    [Theory]
    [Trait("Attack", "28")]
    [MemberData(nameof(Letters))]
    public async Task An_answer_nested_10000_deep_never_breaks_the_door(char letter)
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000);
        foreach (var streams in new[] { false, true })
        {
            foreach (var target in WireTalk.All)
            {
                bench.Script = request =>
                {
                    var upstream = WireTalk.Of(request.Path[1]);
                    return streams ? WallScript.Stream(upstream.StreamType).Chunk(upstream.Letter == 'O' ? deep + "\n" : $"data: {deep}\n\n").End() : WallScript.Json(deep);
                };
                var (status, text) = await AskAsync(WireTalk.Of(letter), streams, target.Letter);
                (status is 200 or (>= 500 and < 600)).ShouldBeTrue($"{target.Letter}: {status}");
                text.ShouldNotContain("internal_error");
                text.ShouldNotContain("Banyan failed");
            }
        }

        bench.Script = null;
    }

    [Theory]
    [Trait("Attack", "28")]
    [MemberData(nameof(Letters))]
    public async Task Bytes_that_are_no_UTF_8_never_break_the_door(char letter)
    {
        foreach (var streams in new[] { false, true })
        {
            foreach (var target in WireTalk.All)
            {
                bench.Script = request =>
                {
                    var upstream = WireTalk.Of(request.Path[1]);
                    var text = streams ? string.Concat(upstream.Stream(["#~#"], 3, 2)) : upstream.Whole("#~#", 3, 2);
                    var bytes = Encoding.Latin1.GetBytes(text.Replace('#', '\u00ff').Replace('~', '\u00c0'));
                    return streams ? WallScript.Stream(upstream.StreamType).Chunk(bytes).End() : WallScript.Whole(bytes, "application/json");
                };
                var (status, told) = await AskAsync(WireTalk.Of(letter), streams, target.Letter);
                (status is 200 or (>= 500 and < 600)).ShouldBeTrue($"{target.Letter}: {status}");
                told.ShouldNotContain("Banyan failed");
            }
        }

        bench.Script = null;
    }

    private async Task ShouldFailAsync(char letter, bool streams, Func<WireTalk, WallScript> play)
    {
        bench.Script = request => play(WireTalk.Of(request.Path[1]));
        var (status, text) = await AskAsync(WireTalk.Of(letter), streams);
        bench.Script = null;
        status.ShouldBeInRange(500, 599, text);
        AttackBench.ShouldBeError(letter.ToString(), text);
        text.ShouldNotContain("Banyan failed");
        text.Length.ShouldBeLessThan(4096);
        (await AskAsync(WireTalk.Of(letter), streams: false)).Status.ShouldBe(200, "the next ask is served");
    }

    private async Task<(int Status, string Text)> AskAsync(WireTalk talk, bool streams, char? target = null)
    {
        var (path, body) = talk.Ask($"p{target ?? talk.Letter}/up", streams, "Hello");
        var (status, text, _) = await bench.PostAsync(path, body);
        return (status, text);
    }

    private static byte[] Filled(char with) => [.. Enumerable.Repeat((byte)with, Chunk)];

    internal static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Optimal))
        {
            var filler = Filled('x');
            for (var i = 0; i < 2 * ChunksOf100Mb; i++)
            {
                packer.Write(filler);
            }
        }

        return packed.ToArray();
    }
}
