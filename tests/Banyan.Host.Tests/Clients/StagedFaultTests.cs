using System.Net;
using System.Text;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;

namespace Banyan.Host.Tests.Clients;

/// <summary>Faults asked of the mock: the same status on every door, each time, and nobody else suffers.</summary>
public sealed class StagedFaultTests
{
    public static TheoryData<char> Letters => new(WireTalk.All.Select(talk => talk.Letter));

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task A_staged_fault_keeps_its_status_and_leaves_the_mock_healthy(char letter)
    {
        var banyan = (await FarBanyan.GetAsync()).Near;
        for (var i = 0; i < 3; i++)
        {
            var (status, body) = await AskAsync(banyan, letter, "mock/chat:status=429,retry-after=1");
            status.ShouldBe(HttpStatusCode.TooManyRequests, body);
            body.ShouldContain("The mock was asked to answer with status 429.");
        }

        for (var i = 0; i < 3; i++)
        {
            var (status, body) = await AskAsync(banyan, letter, "mock/chat:status=404");
            status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, (HttpStatusCode)529);
            body.ShouldNotContain("Every candidate");
        }

        var (after, said) = await AskAsync(banyan, letter, "mock/chat");
        after.ShouldBe(HttpStatusCode.OK, said);
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(BanyanApp banyan, char letter, string model)
    {
        var (path, body) = WireTalk.Of(letter).Ask(model, streams: false, "Hello");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await banyan.Http.PostAsync(new Uri(path, UriKind.Relative), content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
