using System.Text;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;

namespace Banyan.Host.Tests.Attacks;

/// <summary>A provider that quotes our key in its errors must not hand it to a caller.</summary>
public sealed class EchoedKeyTests
{
    private const string Key = "prov-3f9c2b7a51d84e60";

    public static TheoryData<char> Letters => new(WireTalk.All.Select(talk => talk.Letter));

    [Theory]
    [Trait("Attack", "42")]
    [MemberData(nameof(Letters))]
    public async Task A_key_quoted_in_the_providers_own_refusal_is_masked(char letter)
    {
        var talk = WireTalk.Of(letter);
        await using var wall = ScriptedWall.Start(_ => WallScript.Json(talk.ErrorBody($"the key {Key} may not say that").Replace("500", "400", StringComparison.Ordinal), 400));
        (await AskAsync(talk, wall, streams: false)).ShouldNotContain(Key);
    }

    [Theory]
    [Trait("Attack", "42")]
    [MemberData(nameof(Letters))]
    public async Task A_key_quoted_inside_a_stream_is_masked(char letter)
    {
        var talk = WireTalk.Of(letter);
        var events = talk.Stream(["some text", "more"], 1, 1);
        await using var wall = ScriptedWall.Start(_ =>
        {
            var script = WallScript.Stream(talk.StreamType);
            foreach (var happened in events.Take(talk.Preamble + 1))
            {
                script.Chunk(happened);
            }

            return script.Chunk(talk.ErrorEvent.Replace("it broke", $"it broke with {Key}", StringComparison.Ordinal)).End();
        });
        var answer = await AskAsync(talk, wall, streams: true);
        answer.ShouldContain("it broke");
        answer.ShouldNotContain(Key);
    }

    private static async Task<string> AskAsync(WireTalk talk, ScriptedWall wall, bool streams)
    {
        var yaml = $$"""
            providers:
              up: { type: {{talk.ProviderType}}, baseUrl: "{{wall.Address.AbsoluteUri.TrimEnd('/')}}", keys: [{ name: main, ref: "env:UP_KEY" }] }
            models:
              up/m: { context: 100000, maxOutput: 4096, can: [streaming], price: free }
            """;
        await using var app = await BanyanApp.StartAsync(yaml, null, ("UP_KEY", Key));
        var (path, body) = talk.Ask("up/m", streams, "Hello");
        using var response = await app.Http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
        return await response.Content.ReadAsStringAsync();
    }
}
