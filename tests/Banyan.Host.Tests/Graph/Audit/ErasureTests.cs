using Banyan.Host.Tests.App;

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

        (await admin.AskAsync("mutation { eraseSubject(userId: \"x\", reason: \" \") }")).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await admin.DataAsync("mutation($user: String!) { eraseSubject(userId: $user, reason: \"asked for it\") }", new { user })).GetProperty("eraseSubject").GetInt64().ShouldBeGreaterThan(3);

        var left = (await admin.DataAsync("{ completions { nodes { userId messages } } usageLog { nodes { userId cost } } topUsers(period: TODAY) { userId cost } auditLog { nodes { action target detail } } }")).GetRawText();
        left.ShouldNotContain("canary");
        left.ShouldContain("erased:");
        left.ShouldContain("eraseSubject");
        var cost = await admin.DataAsync("{ usageLog { nodes { cost } } topUsers(period: TODAY) { cost } }");
        cost.GetProperty("topUsers")[0].GetProperty("cost").GetString().ShouldBe(cost.GetProperty("usageLog").GetProperty("nodes")[0].GetProperty("cost").GetString());
        (await (await GraphClient.WithAsync(app, "audit:read", "catalog:*")).AskAsync("mutation { eraseSubject(userId: \"x\", reason: \"y\") }")).Codes.ShouldBe(["FORBIDDEN"]);
    }
}
