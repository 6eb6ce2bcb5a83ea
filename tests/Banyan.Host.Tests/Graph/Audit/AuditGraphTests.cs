using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Graph.Audit;

public sealed class AuditGraphTests
{
    private const string Ask = "query($action: String, $actor: String, $range: TimeRange, $after: String) { auditLog(action: $action, actor: $actor, range: $range, first: 2, after: $after) { nodes { action actor target decision detail } pageInfo { hasNextPage endCursor } } }";

    [Fact]
    public async Task Acts_are_paged_and_filtered_and_only_those_of_the_tenant_are_seen_by_who_may()
    {
        await using var app = await BanyanApp.StartAsync();
        var admin = GraphClient.Of(app);
        foreach (var name in new[] { "a", "b", "c" })
        {
            await admin.DataAsync("mutation($name: String!) { saveAlias(input: { name: $name, strategy: \"fixed\", targets: [\"mock/chat\"] }) { name } }", new { name });
        }

        await app.Services.GetRequiredService<IAuditLog>().AddAsync(
            new AuditAct { Id = Guid.CreateVersion7(), At = TimeProvider.System.GetUtcNow(), Tenant = "elsewhere", Actor = "key:zzz", Action = "saveAlias" }, CancellationToken.None);

        var first = (await admin.DataAsync(Ask, new { action = "saveAlias" })).GetProperty("auditLog");
        first.GetProperty("nodes").EnumerateArray().Select(act => act.GetProperty("target").GetString()).ShouldBe(["alias:c", "alias:b"]);
        first.GetProperty("nodes")[0].GetProperty("detail").GetRawText().ShouldBe("""{"Before":null,"After":{"strategy":"fixed","targets":["mock/chat"]}}""");
        var rest = (await admin.DataAsync(Ask, new { action = "saveAlias", after = first.GetProperty("pageInfo").GetProperty("endCursor").GetString() })).GetProperty("auditLog");
        rest.GetProperty("nodes").GetArrayLength().ShouldBe(1);
        rest.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean().ShouldBeFalse();
        (await admin.DataAsync(Ask, new { actor = "key:zzz" })).GetProperty("auditLog").GetProperty("nodes").GetArrayLength().ShouldBe(0, "another tenant's are not seen");
        var past = new { from = "2020-01-01T00:00:00Z", to = "2020-01-02T00:00:00Z" };
        (await admin.DataAsync(Ask, new { range = past })).GetProperty("auditLog").GetProperty("nodes").GetArrayLength().ShouldBe(0);

        var made = await app.Services.GetRequiredService<KeyAdmin>().CreateAsync(new KeyOrder { Service = "tests", Role = Role.Auditor }, CancellationToken.None);
        (await new GraphClient(app.Http, made.Key).DataAsync(Ask)).GetProperty("auditLog").GetProperty("nodes").GetArrayLength().ShouldBe(2);
        made = await app.Services.GetRequiredService<KeyAdmin>().CreateAsync(new KeyOrder { Service = "tests", Role = Role.Operator }, CancellationToken.None);
        (await new GraphClient(app.Http, made.Key).AskAsync(Ask)).Codes.ShouldBe(["FORBIDDEN"]);
    }

    [Fact]
    public async Task A_service_tells_the_budgets_that_count_it()
    {
        await using var app = await BanyanApp.StartAsync("budgets:\n  - { scope: service, scopeId: \"*\", period: monthly, limit: 100 }\n  - { scope: service, scopeId: other, period: daily, limit: 5 }\n  - { scope: global, scopeId: \"*\", period: monthly, limit: 900 }\n");
        var admin = GraphClient.Of(app);
        await admin.DataAsync("""mutation { saveService(input: { name: "billing", grants: {} }) { id } setUsageBudget(input: { scope: SERVICE, scopeId: "billing", period: DAILY, limitAmount: "50" }) { id } }""");

        var service = (await admin.DataAsync("""{ service(id: "billing") { budgets { scopeId limitAmount } } }""")).GetProperty("service");
        service.GetProperty("budgets").EnumerateArray().Select(one => $"{one.GetProperty("scopeId").GetString()} {one.GetProperty("limitAmount").GetString()}").ShouldBe(["* 100", "billing 50"], ignoreOrder: true);
    }
}
