using System.Text.Json;
using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Routing.Rules;
using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.Storage.Routing;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Routing;

/// <summary>Routing rules and what was seen of models, on both databases.</summary>
public sealed class RoutingStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_rule_is_kept_changed_by_its_revision_and_removed(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new RoutingRuleStore(test.Database, _clock);
        var first = Stored(1, "digests – 要約", """{"feature": {"in": ["digest", "Überblick"]}}""") with { CreatedAt = Rows.Noon };
        var second = Stored(2, "always", null) with { CreatedAt = Rows.Noon.AddSeconds(1) };

        (await store.PutAsync(second, Act(1), default)).ShouldBeTrue();
        (await store.PutAsync(first, Act(2), default)).ShouldBeTrue();
        (await store.PutAsync(Stored(3, "always", null), Act(3), default)).ShouldBeFalse("the name is taken");
        var read = await store.ReadAsync(default);
        read.Select(rule => rule.Rule.Name).ShouldBe(["digests – 要約", "always"]);
        Told(read[0]).ShouldBe(Told(first));
        Told(read[1]).ShouldBe(Told(second));

        var changed = first with { Revision = 2, Rule = first.Rule with { Priority = -5, IsEnabled = false, IsShadow = true, Target = "fast", Description = null, When = null } };
        (await store.PutAsync(changed, Act(4), default)).ShouldBeTrue();
        (await store.PutAsync(changed, Act(5), default)).ShouldBeFalse("it has the next revision already");
        (await store.PutAsync(second with { Revision = 2, Rule = second.Rule with { Name = changed.Rule.Name } }, Act(6), default)).ShouldBeFalse();
        Told((await store.ReadAsync(default))[0]).ShouldBe(Told(changed));

        (await store.RemoveAsync(first.Id, Act(7), default)).ShouldBeTrue();
        (await store.RemoveAsync(first.Id, Act(8), default)).ShouldBeFalse();
        (await store.ReadAsync(default)).ShouldHaveSingleItem().Id.ShouldBe(second.Id);
        (await new AuditStore(test.Database).PageAsync("default", 9, null, default)).Select(act => act.Action).ShouldBe(["act7", "act4", "act2", "act1"]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_was_seen_of_models_adds_up_by_the_hour_and_is_pruned(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new ModelStatsStore(test.Database);
        var hour = Rows.Noon;
        ModelStat[] seen = [new("b/m", "code", hour, new EvidenceCount(3, 1, 0.5, 0.25)), new("a/m", "", hour, new EvidenceCount(2, 0, 0, 0)), new("a/m", "", hour.AddHours(-2), new EvidenceCount(9, 9, 9, 9))];

        await store.AddAsync(seen, default);
        await store.AddAsync([seen[0]], default);
        (await store.ReadAsync(hour, default)).ShouldBe([seen[1], seen[0] with { Seen = new EvidenceCount(6, 2, 1, 0.5) }]);
        (await store.ReadAsync(hour.AddHours(-5), default)).Count.ShouldBe(3);
        await store.PruneAsync(hour, default);
        (await store.ReadAsync(hour.AddHours(-5), default)).Count.ShouldBe(2);
    }

    private static (string, int, string?, string, string, bool, bool, string?, int, DateTimeOffset, string) Told(StoredRule stored) => (
        stored.Rule.Name, stored.Rule.Priority, stored.Rule.When is { } when ? JsonSerializer.Serialize(when).Replace(" ", "", StringComparison.Ordinal) : null, stored.Rule.Target,
        string.Join(',', stored.Rule.Fallbacks), stored.Rule.IsEnabled, stored.Rule.IsShadow, stored.Rule.Description, stored.Revision, stored.CreatedAt, stored.UpdatedBy);

    private static StoredRule Stored(int number, string name, string? when) => new(
        new Guid(number, 2, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        new RoutingRule { Name = name, Priority = 7, Target = "mock/chat", Fallbacks = ["auto", "mock/tools"], Description = "for people", When = when is null ? null : JsonDocument.Parse(when).RootElement },
        1,
        Rows.Noon,
        "key:Ab12Cd34");

    private static AuditAct Act(int number) => new()
    {
        Id = new Guid(number, 7, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        At = Rows.Noon.AddSeconds(number),
        Tenant = "default",
        Actor = "key:Ab12Cd34",
        Action = $"act{number}",
        Target = "rule:one",
    };
}
