using Banyan.Gateway.Limits;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Storage.Limits;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Limits;

/// <summary>What the store of limits must do, on both databases.</summary>
public sealed class LimitStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_limit_is_set_replaced_and_taken_away_in_its_own_tenant(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new LimitStore(test.Database, _clock);
        var rule = new LimitRule
        {
            Tenant = "a",
            Scope = LimitScope.User,
            ScopeId = "ada@example.test",
            Bounds = new RateBounds(10, 2_000_000_000_000, 3),
            Mode = LimitMode.Shadow,
            UpdatedBy = "key:Ab12Cd34",
        };
        await store.PutAsync(rule, default);
        await store.PutAsync(rule with { Tenant = "b", Bounds = new RateBounds(TokensPerMinute: 5), Mode = LimitMode.Enforce }, default);
        var before = await store.ReadAllAsync(default);
        before.Rules.OrderBy(one => one.Tenant).ShouldBe(
        [
            rule with { UpdatedAt = Rows.Noon },
            rule with { Tenant = "b", Bounds = new RateBounds(TokensPerMinute: 5), Mode = LimitMode.Enforce, UpdatedAt = Rows.Noon },
        ]);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await store.PutAsync(rule with { Bounds = RateBounds.None, Mode = LimitMode.Off }, default);
        (await store.RevisionAsync(default)).ShouldBeGreaterThan(before.Revision);
        (await store.RemoveAsync("b", LimitScope.User, "ada@example.test", default)).ShouldBeTrue();
        (await store.RemoveAsync("b", LimitScope.User, "ada@example.test", default)).ShouldBeFalse();
        (await store.ReadAllAsync(default)).Rules.ShouldBe([rule with { Bounds = RateBounds.None, Mode = LimitMode.Off, UpdatedAt = Rows.Noon.AddMinutes(1) }]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_database_takes_no_limit_of_nothing(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var rule = new LimitRule { Tenant = "a", Scope = LimitScope.Service, ScopeId = "x", Bounds = new RateBounds(0) };
        await Should.ThrowAsync<RowRefusedException>(() => new LimitStore(test.Database, _clock).PutAsync(rule, default));
    }
}
