using System.Text;
using Banyan.Gateway.Metering;
using Banyan.Host.Tests.App;
using Banyan.TestKit.Talk;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Money;

/// <summary><c>storage.durability: strict</c>: who has the last byte of an answer finds its cost in the database.</summary>
public sealed class StrictDurabilityTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_row_is_in_the_database_when_the_answer_has_ended(bool streams)
    {
        await using var app = await BanyanApp.StartAsync("storage: { durability: strict }");
        for (var round = 0; round < 5; round++)
        {
            var (path, body) = WireTalk.Of('C').Ask("mock/priced", streams, "How much is the fish?");
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await app.Http.PostAsync(new Uri(path, UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();

            var id = Guid.Parse(answer.Headers.GetValues("x-request-id").Single());

            (await app.Services.GetRequiredService<IUsageStore>().OfRequestAsync("default", id, CancellationToken.None)).Count.ShouldBe(1);
        }
    }
}
