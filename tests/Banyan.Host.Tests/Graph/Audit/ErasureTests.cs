using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph.Audit;

public sealed class ErasureTests
{
    [Fact]
    public async Task A_person_is_erased_from_what_is_kept_and_the_ledger_keeps_its_figures()
    {
        const string user = "ada.canary@example.org";
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        await admin.DataAsync("mutation($user: ID!) { generateCompletion(input: { modelPreference: \"mock/priced\", userId: $user, messages: [{ role: USER, content: \"my canary words\" }] }) { id } }", new { user });
        using var patience = new CancellationTokenSource(Patience.Long);
        while ((await admin.DataAsync("{ completions { nodes { userId } } usageLog { nodes { userId } } topUsers(period: TODAY) { userId } }")).GetRawText() is var told && told.Split(user).Length < 4)
        {
            patience.Token.ThrowIfCancellationRequested();
        }

        const string export = "query($user: String!, $after: String) { subjectData(userId: $user, first: 1, after: $after) { nodes { kind data } pageInfo { hasNextPage endCursor } } }";
        var (kinds, at) = (new List<string?>(), (string?)null);
        do
        {
            var page = (await admin.DataAsync(export, new { user, after = at })).GetProperty("subjectData");
            kinds.AddRange(page.GetProperty("nodes").EnumerateArray().Select(row => row.GetProperty("kind").GetString()));
            at = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (at is not null);

        kinds.ShouldBe(["completion", "usage"]);
        (await admin.AskAsync(export, new { user, after = "nowhere" })).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.AskAsync(export, new { user = " " })).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await (await GraphClient.WithAsync(app, "audit:read", "users:erase")).AskAsync(export, new { user })).Codes.ShouldBe(["FORBIDDEN"]);
        var made = await app.Services.GetRequiredService<KeyAdmin>().CreateAsync(new KeyOrder { Tenant = "other", Service = "tests", Role = Role.Admin, Lifetime = TimeSpan.FromDays(1) }, CancellationToken.None);
        (await new GraphClient(app.Http, made.Key).DataAsync(export, new { user })).GetProperty("subjectData").GetProperty("nodes").GetArrayLength().ShouldBe(0, "it is another tenant's");

        (await admin.AskAsync("mutation { eraseSubject(userId: \"x\", reason: \" \") }")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.DataAsync("mutation($user: String!) { eraseSubject(userId: $user, reason: \"asked for it\") }", new { user })).GetProperty("eraseSubject").GetInt64().ShouldBeGreaterThan(3);

        var left = (await admin.DataAsync("{ completions { nodes { userId messages } } usageLog { nodes { userId cost } } topUsers(period: TODAY) { userId cost } auditLog { nodes { action target detail } } }")).GetRawText();
        left.ShouldNotContain("canary");
        left.ShouldContain("erased:");
        left.ShouldContain("eraseSubject");
        left.ShouldContain("exportSubject");
        var cost = await admin.DataAsync("{ usageLog { nodes { cost } } topUsers(period: TODAY) { cost } }");
        cost.GetProperty("topUsers")[0].GetProperty("cost").GetString().ShouldBe(cost.GetProperty("usageLog").GetProperty("nodes")[0].GetProperty("cost").GetString());
        (await (await GraphClient.WithAsync(app, "audit:read", "catalog:*")).AskAsync("mutation { eraseSubject(userId: \"x\", reason: \"y\") }")).Codes.ShouldBe(["FORBIDDEN"]);
    }
}
