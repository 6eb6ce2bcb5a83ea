using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Callers;

/// <summary>Roles: what they bound, who gives them, who keeps them.</summary>
public sealed class RoleTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly MemoryKeyStore _store = new();
    private readonly KeyRing _ring;
    private readonly KeyAdmin _admin;

    public RoleTests()
    {
        var pepper = Pepper.Load(new MemorySecretFile());
        _ring = new KeyRing(_store, pepper, _clock);
        _admin = new KeyAdmin(_store, _ring, pepper, _clock);
    }

    public static TheoryData<Role> Roles => new(Enum.GetValues<Role>());

    public void Dispose() => _ring.Dispose();

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task A_key_that_names_no_scopes_has_the_usual_ones_of_its_role_in_words_that_are_known(Role role)
    {
        var caller = await CallerAsync(new KeyOrder { Service = "a", Role = role });

        caller.Role.ShouldBe(role);
        caller.Grants.Operations.ShouldBe(RoleRights.Usual(role), ignoreOrder: true);
        RoleRights.Of(role).ShouldAllBe(word => ScopeWords.IsKnown(word));
        GrantBounds.Covers(RoleRights.Of(role), RoleRights.Usual(role)).ShouldBeTrue();
        RoleRights.Find(RoleRights.WordOf(role)).ShouldBe(role);
    }

    [Fact]
    public async Task Scopes_narrow_a_role_and_never_widen_it()
    {
        var narrow = await CallerAsync(new KeyOrder { Service = "a", Role = Role.Operator, Operations = ["catalog:read"] });
        narrow.Grants.May("catalog:read").ShouldBeTrue();
        narrow.Grants.May("catalog:write").ShouldBeFalse();

        var wide = await _admin.CreateAsync(new KeyOrder { Service = "a", Role = Role.Viewer, Operations = ["models:read", "keys:write"] }, default);
        (wide.Failure!.Code, wide.Failure.Param).ShouldBe(("invalid_request", "scopes"));
    }

    [Fact]
    public async Task Operators_set_budgets_and_administrators_alone_override_them()
    {
        var operators = (await CallerAsync(new KeyOrder { Service = "a", Role = Role.Operator })).Grants;
        operators.May("budgets:write").ShouldBeTrue();
        operators.May("budgets:override").ShouldBeFalse();
        (await CallerAsync(new KeyOrder { Service = "a", Role = Role.Admin })).Grants.May("budgets:override").ShouldBeTrue();
    }

    [Fact]
    public async Task A_stored_scope_beyond_the_role_grants_nothing()
    {
        var made = await _admin.CreateAsync(new KeyOrder { Service = "a", Role = Role.Viewer }, default);
        await _store.PutAsync(made.Record! with { Grants = Grants.All }, null, default);
        await _ring.RefreshAsync(default);

        var grants = _ring.Find(made.Key!).Caller!.Grants;
        grants.May("catalog:read").ShouldBeTrue();
        grants.May("keys:write").ShouldBeFalse();
        grants.May("*").ShouldBeFalse();
    }

    [Fact]
    public async Task A_service_has_exactly_its_scopes_whatever_they_are()
    {
        var caller = await CallerAsync(new KeyOrder { Service = "ci", Operations = ["prompts:*", "keys:write"] });
        caller.Grants.May("prompts:publish").ShouldBeTrue();
        caller.Grants.May("keys:write").ShouldBeTrue();
        caller.Grants.May("keys:read").ShouldBeFalse();
    }

    [Fact]
    public async Task Developers_publish_only_where_it_is_granted()
    {
        (await CallerAsync(new KeyOrder { Service = "a", Role = Role.Developer })).Grants.May("prompts:publish").ShouldBeFalse();
        (await CallerAsync(new KeyOrder { Service = "a", Role = Role.Developer, Operations = ["prompts:read", "prompts:publish"] })).Grants.May("prompts:publish").ShouldBeTrue();
    }

    [Fact]
    [Trait("Attack", "7")]
    public async Task Nobody_edits_their_own_role_nor_one_beyond_their_own()
    {
        var admin = await CallerAsync(new KeyOrder { Service = "a", Role = Role.Admin });
        var other = await CallerAsync(new KeyOrder { Service = "b", Role = Role.Admin });
        var keeper = await CallerAsync(new KeyOrder { Service = "c", Operations = ["keys:*", .. RoleRights.Of(Role.Viewer)] });
        var viewer = await CallerAsync(new KeyOrder { Service = "d", Role = Role.Viewer });

        (await _admin.SetRoleAsync(admin, admin.KeyId, Role.Viewer, default))!.Code.ShouldBe("not_allowed");
        (await _admin.SetRoleAsync(keeper, keeper.KeyId, Role.Admin, default))!.Code.ShouldBe("not_allowed");
        (await _admin.SetRoleAsync(keeper, viewer.KeyId, Role.Developer, default))!.Code.ShouldBe("not_allowed", "it would give what it has not");
        (await _admin.SetRoleAsync(keeper, other.KeyId, Role.Viewer, default))!.Code.ShouldBe("not_allowed", "it would take away what it has not");
        (await _admin.SetRoleAsync(admin with { Tenant = "other" }, viewer.KeyId, Role.Admin, default))!.Code.ShouldBe("not_found");
        (await _admin.SetRoleAsync(admin, "nobody", Role.Admin, default))!.Code.ShouldBe("not_found");
        (await _store.ReadAllAsync(default)).Keys.Select(key => key.Role).ShouldBe([Role.Admin, Role.Admin, Role.Service, Role.Viewer]);
    }

    [Fact]
    public async Task A_role_that_is_changed_counts_at_once_for_its_key_and_the_children()
    {
        var admin = await CallerAsync(new KeyOrder { Service = "a", Role = Role.Admin });
        var second = (await _admin.CreateAsync(new KeyOrder { Service = "b", Role = Role.Admin }, default)).Key!;
        var parent = _ring.Find(second).Caller!;
        var child = (await _admin.CreateAsync(new KeyOrder { Service = "b", Operations = ["keys:write", "models:read"], By = parent }, default)).Key!;

        (await _admin.SetRoleAsync(admin, parent.KeyId, Role.Viewer, default)).ShouldBeNull();

        _ring.Find(second).Caller!.Role.ShouldBe(Role.Viewer);
        _ring.Find(second).Caller!.Grants.May("keys:write").ShouldBeFalse();
        _ring.Find(child).Caller!.Grants.May("keys:write").ShouldBeFalse();
        _ring.Find(child).Caller!.Grants.May("models:read").ShouldBeTrue();
    }

    [Fact]
    [Trait("Attack", "7")]
    public async Task The_last_administrator_stays()
    {
        var admin = await CallerAsync(new KeyOrder { Service = "a", Role = Role.Admin });
        (await _admin.RevokeAsync("default", admin.KeyId, default))!.Code.ShouldBe("conflict");
        await CallerAsync(new KeyOrder { Service = "b", Role = Role.Admin });
        (await _admin.RevokeAsync("default", admin.KeyId, default)).ShouldBeNull();
    }

    private async Task<Caller> CallerAsync(KeyOrder order)
    {
        var made = await _admin.CreateAsync(order, default);
        made.Failure.ShouldBeNull();
        return _ring.Find(made.Key!).Caller!;
    }
}
