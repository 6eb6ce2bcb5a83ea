using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Graph;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Attacks;

/// <summary>Keys that make keys: never wider than themselves, and narrowed with them.</summary>
public sealed class ChildKeyAttackTests : IAsyncLifetime
{
    private const string Create = "mutation($input: ApiKeyInput!) { createApiKey(input: $input) { secret key { id } } }";

    private BanyanApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await BanyanApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public static TheoryData<string, object> Wider => new()
    {
        { "operations", new { serviceId = "x", name = "x", scopes = new { operations = new[] { "chat", "embed" }, models = new[] { "mock/*" } } } },
        { "a family", new { serviceId = "x", name = "x", scopes = new { operations = new[] { "*" }, models = new[] { "mock/*" } } } },
        { "models", new { serviceId = "x", name = "x", scopes = new { operations = new[] { "chat" }, models = new[] { "*" } } } },
        { "tools", new { serviceId = "x", name = "x", scopes = new { operations = new[] { "chat" }, models = new[] { "mock/*" }, tools = new[] { "web_search" } } } },
        { "networks", new { serviceId = "x", name = "x", scopes = new { operations = new[] { "chat" }, models = new[] { "mock/*" }, networks = new[] { "126.0.0.0/7" } } } },
        { "a family of networks", new { serviceId = "x", name = "x", scopes = new { operations = new[] { "chat" }, models = new[] { "mock/*" }, networks = new[] { "127.0.0.1", "::1" } } } },
        { "the role", new { serviceId = "x", name = "x", role = "VIEWER", scopes = new { operations = new[] { "models:read" }, models = new[] { "mock/*" } } } },
        { "the end", new { serviceId = "x", name = "x", expiresAt = "2031-01-01T00:00:00Z", scopes = new { operations = new[] { "chat" }, models = new[] { "mock/*" } } } },
    };

    [Theory]
    [MemberData(nameof(Wider))]
    [Trait("Attack", "6")]
    public async Task A_child_wider_in_any_respect_is_refused_and_not_made(string respect, object input)
    {
        var parent = new GraphClient(_app.Http, await KeyAsync(new KeyOrder { Service = "parent", Operations = ["chat", "models:read", "keys:*"], Models = ["mock/*"], Tools = ["calc*"], Networks = ["127.0.0.0/8"], Lifetime = TimeSpan.FromDays(30) }));
        var before = await CountAsync();

        var answer = await parent.AskAsync(Create, new { input });

        answer.Codes.ShouldBe(["FORBIDDEN"], respect);
        (await CountAsync()).ShouldBe(before);
        (await parent.AskAsync(Create, new { input = new { serviceId = "x", name = "x", scopes = new { operations = new[] { "chat" }, models = new[] { "mock/chat" }, tools = new[] { "calculate" } } } })).Errors.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Attack", "6")]
    public async Task A_child_loses_what_its_parent_loses()
    {
        var parentKey = await KeyAsync(new KeyOrder { Service = "parent", Role = Role.Admin });
        var made = (await new GraphClient(_app.Http, parentKey).DataAsync(Create, new { input = new { serviceId = "child", name = "child", role = "ADMIN" } })).GetProperty("createApiKey");
        var child = new GraphClient(_app.Http, made.GetProperty("secret").GetString());
        await child.DataAsync("{ apiKeys { id } }");

        var parentId = _app.Services.GetRequiredService<KeyRing>().Find(parentKey).Caller!.KeyId;
        await GraphClient.Of(_app).DataAsync("mutation($id: ID!) { setApiKeyRole(id: $id, role: VIEWER) { role } }", new { id = parentId });

        (await child.AskAsync("{ apiKeys { id } }")).Codes.ShouldBe(["FORBIDDEN"]);
        (await child.AskAsync(Create, new { input = new { serviceId = "x", name = "x" } })).Codes.ShouldBe(["FORBIDDEN"]);
        (await child.DataAsync("{ me { role grants } }")).GetProperty("me").GetProperty("grants").GetProperty("operations").EnumerateArray().Select(word => word.GetString())
            .ShouldBe(RoleRights.Of(Role.Viewer), ignoreOrder: true);
    }

    private async Task<string> KeyAsync(KeyOrder order)
    {
        var made = await _app.Services.GetRequiredService<KeyAdmin>().CreateAsync(order, CancellationToken.None);
        made.Failure.ShouldBeNull();
        return made.Key!;
    }

    private async Task<int> CountAsync() => (await _app.Services.GetRequiredService<KeyAdmin>().ListAsync("default", CancellationToken.None)).Count;
}
