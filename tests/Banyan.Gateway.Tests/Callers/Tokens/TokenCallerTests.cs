using System.Collections.Frozen;
using Banyan.Gateway.Callers;
using Banyan.Gateway.Callers.Services;
using Banyan.Gateway.Callers.Tokens;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Tests.Callers.Tokens;

/// <summary>What the claims of a good token mean.</summary>
public sealed class TokenCallerTests : IDisposable
{
    private readonly TokenBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_person_has_the_rights_of_their_role_and_is_named_in_the_ledger()
    {
        var caller = (await CallerAsync([], [], ("email", "\"Ada@Shop.Example\""))).ShouldNotBeNull();
        (caller.Tenant, caller.Service, caller.User, caller.Email, caller.KeyId, caller.Role).ShouldBe(("default", "corp", "ada", "ada@shop.example", "corp:ada", Role.Developer));
        caller.Grants.May("chat").ShouldBeTrue();
        caller.Grants.May("keys:write").ShouldBeFalse();
        caller.Grants.May("users:assert").ShouldBeFalse();
        caller.EndsAt.ShouldBe(_bench.Now.AddMinutes(10));
    }

    [Fact]
    public async Task Words_of_the_provider_are_roles_only_where_the_configuration_says()
    {
        _bench.Issuer = _bench.Issuer with { Roles = new Dictionary<string, Role>(StringComparer.Ordinal) { ["llm-ops"] = Role.Operator, ["llm-audit"] = Role.Auditor }.ToFrozenDictionary(StringComparer.Ordinal), RolesClaim = "realm_access.roles" };
        var both = (await CallerAsync([], [], ("realm_access", """{"roles":["llm-audit","x","llm-ops"]}"""))).ShouldNotBeNull();
        both.Role.ShouldBe(Role.Operator);
        (both.Grants.May("limits:write"), both.Grants.May("audit:read")).ShouldBe((true, true));
        (await CallerAsync([], [], ("realm_access", """{"roles":["admin"]}"""))).ShouldBeNull("an unmapped word is no role");
        _bench.Issuer = _bench.Issuer with { DefaultRole = Role.Viewer };
        (await CallerAsync([], []))!.Role.ShouldBe(Role.Viewer);
    }

    [Theory]
    [InlineData("\"viewer developer\"", Role.Developer)]
    [InlineData("\"viewer\"", Role.Viewer)]
    [InlineData("[\"viewer\",7,null]", Role.Viewer)]
    [InlineData("[]", null)]
    [InlineData("{}", null)]
    [InlineData("\"Admin\"", null)]
    public async Task Roles_are_a_list_or_words(string json, Role? role) => ((await CallerAsync([], [], ("roles", json)))?.Role).ShouldBe(role);

    [Fact]
    public async Task What_an_administrator_said_of_a_person_counts_more_than_their_token()
    {
        var ada = new UserRecord(Guid.CreateVersion7(), "default", "ada", "ada@here.example", Role.Viewer, false);
        var caller = (await CallerAsync([], [ada], ("roles", "[\"admin\"]"))).ShouldNotBeNull();
        (caller.Role, caller.Email, caller.Grants.May("keys:write")).ShouldBe((Role.Viewer, "ada@here.example", false));
        (await CallerAsync([], [ada with { IsDisabled = true }])).ShouldBeNull();
        (await CallerAsync([], [ada with { Tenant = "other", IsDisabled = true }])).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_service_a_token_calls_as_bounds_it_as_it_bounds_keys()
    {
        _bench.Issuer = _bench.Issuer with { ServiceClaim = "azp" };
        var portal = new ServiceRecord { Tenant = "default", Name = "portal", Team = "web", Grants = new ServiceGrants(["mock/*"], null, null, null, null, null, null) };
        var caller = (await CallerAsync([portal], [], ("azp", "\"portal\""))).ShouldNotBeNull();
        (caller.Service, caller.Team, caller.Grants.MayUse("mock/chat"), caller.Grants.MayUse("openai/gpt")).ShouldBe(("portal", "web", true, false));
        (await CallerAsync([portal with { IsDisabled = true }], [], ("azp", "\"portal\""))).ShouldBeNull();
        (await CallerAsync([portal], []))!.Service.ShouldBe("corp");
    }

    [Fact]
    public async Task Who_was_let_in_is_let_go_when_disabled_or_narrowed()
    {
        var caller = (await CallerAsync([], []))!;
        var ada = new UserRecord(Guid.CreateVersion7(), "default", "ada", null, Role.Developer, false);
        TokenCallers.Stands(caller, Snapshot([], [ada])).ShouldBeTrue();
        TokenCallers.Stands(caller, Snapshot([], [ada with { IsDisabled = true }])).ShouldBeFalse();
        TokenCallers.IsNarrowed(caller, Snapshot([], [ada])).ShouldBeFalse();
        TokenCallers.IsNarrowed(caller, Snapshot([], [ada with { Role = Role.Viewer }])).ShouldBeTrue();
        TokenCallers.IsNarrowed(caller, Snapshot([new ServiceRecord { Tenant = "default", Name = "corp", Grants = new ServiceGrants([], null, null, null, null, null, null) }], [])).ShouldBeTrue();
    }

    [Fact]
    public async Task An_email_the_provider_does_not_vouch_for_is_none() =>
        (await CallerAsync([], [], ("email", "\"ada@shop.example\""), ("email_verified", "false")))!.Email.ShouldBeNull();

    [Fact]
    public async Task A_provider_of_one_tenant_needs_no_claim_and_heeds_none()
    {
        _bench.Issuer = _bench.Issuer with { Tenant = "acme" };
        (await CallerAsync([], [], ("tenant", "\"other\"")))!.Tenant.ShouldBe("acme");
    }

    private static KeySnapshot Snapshot(IReadOnlyList<ServiceRecord> services, IReadOnlyList<UserRecord> users) => KeySnapshot.Build(new KeyPage(1, []) { Services = services, Users = users }, null);

    private async Task<Caller?> CallerAsync(IReadOnlyList<ServiceRecord> services, IReadOnlyList<UserRecord> users, params (string, string?)[] claims) =>
        TokenCallers.Make((await _bench.RunAsync(_bench.Mint.Token(_bench.Now, claims))).Token.ShouldNotBeNull(), Snapshot(services, users));
}
