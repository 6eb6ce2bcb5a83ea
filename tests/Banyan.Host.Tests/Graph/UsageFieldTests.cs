using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.Wire.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph;

public sealed class UsageFieldTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_ledger_is_read_a_page_at_a_time_to_the_nano_dollar()
    {
        await using var app = await BanyanApp.StartAsync();
        await app.Services.GetRequiredService<IUsageStore>().AppendAsync([Row(1), Row(2) with { CostNanoUsd = null }, Row(3) with { Tenant = "other" }], CancellationToken.None);
        var admin = GraphClient.Of(app);
        const string ask = "query($after: String) { usageLog(first: 1, after: $after, filter: { services: [\"billing\"], outcomes: [SUCCEEDED] }) { nodes { attempt cost outcome usage { totalTokens } } pageInfo { hasNextPage endCursor } } }";

        var first = (await admin.DataAsync(ask)).GetProperty("usageLog");
        var second = (await admin.DataAsync(ask, new { after = first.GetProperty("pageInfo").GetProperty("endCursor").GetString() })).GetProperty("usageLog");

        first.GetProperty("nodes").GetRawText().ShouldBe("""[{"attempt":2,"cost":null,"outcome":"SUCCEEDED","usage":{"totalTokens":2}}]""");
        second.GetProperty("nodes").GetRawText().ShouldBe("""[{"attempt":1,"cost":"0.000000001","outcome":"SUCCEEDED","usage":{"totalTokens":1}}]""");
        second.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean().ShouldBeFalse();
        (await admin.AskAsync(ask, new { after = "nonsense" })).Codes.ShouldBe(["BAD_USER_INPUT"]);
    }

    private static UsageRow Row(int number) => new()
    {
        Id = Guid.CreateVersion7(Noon.AddSeconds(number)),
        OccurredAt = Noon.AddSeconds(number),
        RequestId = Guid.CreateVersion7(Noon),
        AttemptNo = number,
        Tenant = "default",
        Service = "billing",
        ApiKeyId = "Ab12Cd34",
        Door = "openai-chat",
        Usage = new TokenUsage { Uncached = number },
        CostNanoUsd = number,
        Outcome = Outcome.Succeeded,
    };
}
