using System.Globalization;
using System.Net;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Grammar;
using Banyan.TestKit.Talk;

namespace Banyan.Host.Tests.Doors;

/// <summary>What a stream cost, told behind its end to callers who take trailers.</summary>
public sealed class TrailerTests : IAsyncLifetime
{
    private const string Cost = "x-banyan-cost-usd", Tokens = "x-banyan-tokens";
    private BanyanApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await BanyanApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_stream_costs_behind_its_end_what_a_whole_answer_says_in_its_head_in_every_language()
    {
        foreach (var talk in WireTalk.All)
        {
            using var whole = await AskAsync(talk, streams: false, "trailers");
            using var stream = await AskAsync(talk, streams: true, "gzip;q=0, Trailers");
            var body = await stream.Content.ReadAsByteArrayAsync();

            StreamGrammar.Check(talk.Letter, body, failed: false).ShouldBeEmpty(talk.Letter.ToString());
            stream.Headers.Trailer.ShouldBe([Cost, Tokens]);
            stream.Headers.Contains(Cost).ShouldBeFalse();
            decimal.Parse(Trailer(stream, Cost)!, CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
            Trailer(stream, Cost).ShouldBe(whole.Headers.GetValues(Cost).Single(), talk.Letter.ToString());
            Trailer(stream, Tokens).ShouldBe(whole.Headers.GetValues(Tokens).Single());
            whole.TrailingHeaders.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Who_takes_no_trailers_gets_none()
    {
        using var stream = await AskAsync(WireTalk.Of('C'), streams: true, te: null);
        (await stream.Content.ReadAsStringAsync()).ShouldEndWith("data: [DONE]\n\n");
        stream.Headers.Trailer.ShouldBeEmpty();
        stream.TrailingHeaders.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_is_no_stream_and_has_none()
    {
        using var refused = await AskAsync(WireTalk.Of('C'), streams: true, "trailers", "nobody/nothing");
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        refused.Content.Headers.ContentLength.ShouldNotBeNull();
        (await refused.Content.ReadAsStringAsync()).ShouldContain("error");
        refused.TrailingHeaders.ShouldBeEmpty();
    }

    private static string? Trailer(HttpResponseMessage response, string name) => response.TrailingHeaders.TryGetValues(name, out var values) ? values.Single() : null;

    private async Task<HttpResponseMessage> AskAsync(WireTalk talk, bool streams, string? te, string model = "mock/priced")
    {
        var (path, body) = talk.Ask(model, streams, "How much is the fish?");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body) };
        if (te is not null)
        {
            request.Headers.TryAddWithoutValidation("TE", te);
        }

        return await _app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
