using Banyan.Gateway.Limits;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
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
        await store.PutAsync(rule, Act(1), default);
        await store.PutAsync(rule with { Tenant = "b", Bounds = new RateBounds(TokensPerMinute: 5), Mode = LimitMode.Enforce }, Act(2), default);
        var before = await store.ReadAllAsync(default);
        before.Rules.OrderBy(one => one.Tenant).ShouldBe(
        [
            rule with { UpdatedAt = Rows.Noon },
            rule with { Tenant = "b", Bounds = new RateBounds(TokensPerMinute: 5), Mode = LimitMode.Enforce, UpdatedAt = Rows.Noon },
        ]);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await store.PutAsync(rule with { Bounds = RateBounds.None, Mode = LimitMode.Off }, Act(3), default);
        (await store.RevisionAsync(default)).ShouldBeGreaterThan(before.Revision);
        (await store.RemoveAsync("b", LimitScope.User, "ada@example.test", Act(4), default)).ShouldBeTrue();
        (await store.RemoveAsync("b", LimitScope.User, "ada@example.test", Act(5), default)).ShouldBeFalse();
        (await store.ReadAllAsync(default)).Rules.ShouldBe([rule with { Bounds = RateBounds.None, Mode = LimitMode.Off, UpdatedAt = Rows.Noon.AddMinutes(1) }]);
        async Task<string[]> ActsAsync() => [.. (await new AuditStore(test.Database).PageAsync("a", 9, null, default)).Select(act => act.Action).Order(StringComparer.Ordinal)];
        (await ActsAsync()).ShouldBe(["act1", "act2", "act3", "act4"], "what was not done is not written down");

        // An act that can't be written takes the change back.
        var bad = Act(6) with { Decision = "perhaps" };
        await Should.ThrowAsync<RowRefusedException>(() => store.PutAsync(rule, bad, default));
        await Should.ThrowAsync<RowRefusedException>(() => store.RemoveAsync("a", LimitScope.User, "ada@example.test", bad, default));
        (await store.ReadAllAsync(default)).Rules.ShouldHaveSingleItem().Mode.ShouldBe(LimitMode.Off);
        (await ActsAsync()).Length.ShouldBe(4);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_database_takes_no_limit_of_nothing(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var rule = new LimitRule { Tenant = "a", Scope = LimitScope.Service, ScopeId = "x", Bounds = new RateBounds(0) };
        await Should.ThrowAsync<RowRefusedException>(() => new LimitStore(test.Database, _clock).PutAsync(rule, Act(1), default));
    }

    private static AuditAct Act(int number) => new()
    {
        Id = new Guid(number, 7, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        At = Rows.Noon.AddSeconds(number),
        Tenant = "a",
        Actor = "key:Ab12Cd34",
        Action = $"act{number}",
    };
}
