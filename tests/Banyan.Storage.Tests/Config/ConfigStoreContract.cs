using Banyan.Gateway.Catalog;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.Storage.Config;
using Banyan.Storage.Envelope;
using Banyan.TestKit;
using Dapper;

namespace Banyan.Storage.Tests.Config;

/// <summary>What is laid over file and environment, on both databases.</summary>
public sealed class ConfigStoreContract(PostgresFixture postgres) : IDisposable
{
    private readonly FakeClock _clock = new(Rows.Noon);
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_change_is_read_back_with_its_revision_and_written_only_over_the_one_it_was_made_from(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);
        (await store.StampAsync(default)).ShouldBeNull();
        var first = Change(1, null) with { Put = [Entry("lab", """{"type":"openai","quirks":{"b":1,"a":[2,"ü"]}}"""), new ConfigEntry("aliases", "fast", """{"targets":["lab/a"]}""", 1)], Before = Revision(0, false) };

        (await store.WriteAsync(first, default)).ShouldBeTrue();
        (await store.WriteAsync(Change(2, null), default)).ShouldBeFalse("another revision is in force");
        (await store.WriteAsync(Change(3, Id(9)), default)).ShouldBeFalse("it was made from one that is not in force");
        (await store.WriteAsync(Change(4, Id(1)) with { Put = [Entry("lab", """{"type":"azure"}""") with { Revision = 2 }], Gone = [first.Put[1]] }, default)).ShouldBeTrue();

        var layer = await store.ReadAsync(default);
        layer.Revision.ShouldBe(Id(4));
        layer.Entries.Select(entry => (entry.Path, Value: entry.Value.Replace(" ", "", StringComparison.Ordinal), entry.Revision)).ShouldBe([("providers.lab", """{"type":"azure"}""", 2)]);
        var told = await store.ListAsync(9, default);
        told.Select(revision => (revision.Id, revision.IsActive, revision.Source)).ShouldBe([(Id(4), true, RevisionSource.Edit), (Id(1), false, RevisionSource.Edit), (Id(10), false, RevisionSource.File)], ignoreOrder: true);
        (await store.FindAsync(Id(1), default)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            one => one.Document.ShouldBe("{\n  \"z\": 1,\n  \"a\": 2\n}"),
            one => one.Diff.ShouldBe("+ a: ü\n"),
            one => one.By.ShouldBe("key:Ab12Cd34"));
        (await store.FindAsync(Id(99), default)).ShouldBeNull();
        (await new AuditStore(test.Database).PageAsync("default", 9, null, default)).Select(act => act.Action).ShouldBe(["act4", "act1"]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Of_many_changes_made_from_one_revision_one_is_written(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);

        var first = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => Task.Run(() => store.WriteAsync(Change(number, null) with { Put = [Entry($"p{number}", "{}")] }, default))));
        var stamp = await store.StampAsync(default);
        var next = await Task.WhenAll(Enumerable.Range(11, 8).Select(number => Task.Run(() => store.WriteAsync(Change(number, stamp) with { Put = [Entry($"p{number}", "{}")] }, default))));

        (first.Count(written => written), next.Count(written => written)).ShouldBe((1, 1));
        (await store.ReadAsync(default)).Entries.Count.ShouldBe(2);
        (await new AuditStore(test.Database).PageAsync("default", 99, null, default)).Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Prices_are_added_and_kept_to_the_billionth_and_none_begins_twice_at_one_instant(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);
        var row = new PriceRow
        {
            Id = Id(71).ToString("D"),
            ValidFrom = Rows.Noon,
            PerMillion = new TokenPrices { Input = 0.123456789m, CachedInput = 0m, Output = 10_000m, AudioOutput = 3 },
            PerRequestUsd = 0.000000001m,
            BatchFactor = 0.5m,
            Tiers = [new PriceTier(200_000, new TokenPrices { Input = 2.5m })],
            ServiceTiers = new Dictionary<string, decimal> { ["flex"] = 0.55m },
        };
        var free = new PriceRow { Id = Id(72).ToString("D"), ValidFrom = Rows.Noon.AddHours(1), IsFree = true };

        (await store.WriteAsync(Change(1, null) with { Price = new StoredPrice(Id(71), "lab/a", row, Rows.Noon, "key:x") }, default)).ShouldBeTrue();
        (await store.WriteAsync(Change(2, Id(1)) with { Price = new StoredPrice(Id(72), "lab/a", free, Rows.Noon, "key:x") }, default)).ShouldBeTrue();
        (await store.WriteAsync(Change(3, Id(2)) with { Price = new StoredPrice(Id(73), "lab/a", row, Rows.Noon, "key:x") }, default)).ShouldBeFalse();

        var layer = await store.ReadAsync(default);
        layer.Revision.ShouldBe(Id(2), "a change that is not written leaves the revision as it was");
        layer.Prices.Select(price => price.Model).ShouldBe(["lab/a", "lab/a"]);
        layer.PricesOf("lab/a").First().ShouldSatisfyAllConditions(
            read => read.PerMillion.ShouldBe(row.PerMillion),
            read => (read.Id, read.ValidFrom, read.PerRequestUsd, read.BatchFactor).ShouldBe((row.Id, row.ValidFrom, row.PerRequestUsd, row.BatchFactor)),
            read => read.Tiers.ShouldBe(row.Tiers),
            read => read.ServiceTiers["FLEX"].ShouldBe(0.55m));
        layer.PricesOf("lab/a").Last().IsFree.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_key_lies_encrypted_in_its_place_and_goes_when_it_is_forgotten(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);
        var secret = new StoredSecret("lab", "main", "https://lab.example", new Secret("sk-canary-0123456789"));

        (await store.WriteAsync(Change(1, null) with { Secret = secret }, default)).ShouldBeTrue();
        var hidden = await test.Database.RowsAsync("SELECT secret FROM provider_secrets", null, reader => reader.GetString(0), default);
        hidden.ShouldHaveSingleItem().ShouldNotContain("canary");
        (await store.ReadAsync(default)).Secrets.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            read => (read.Reference, read.Origin).ShouldBe(("stored:lab/main", "https://lab.example")),
            read => read.Value.Reveal().ShouldBe("sk-canary-0123456789"),
            read => read.ToString().ShouldNotContain("canary"));
        (await store.WriteAsync(Change(2, Id(1)) with { Secret = secret with { Value = new Secret("sk-next-0123456789") } }, default)).ShouldBeTrue();
        (await store.ReadAsync(default)).Secrets.ShouldHaveSingleItem().Value.Reveal().ShouldBe("sk-next-0123456789");

        await test.Database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync("UPDATE provider_secrets SET provider = 'evil'", transaction: transaction), default);
        await Should.ThrowAsync<StoreAwayException>(() => store.ReadAsync(default), "a key does not open in another place");
        await test.Database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync("UPDATE provider_secrets SET provider = 'lab'", transaction: transaction), default);
        (await store.WriteAsync(Change(3, Id(2)) with { GoneSecrets = [secret] }, default)).ShouldBeTrue();
        (await store.ReadAsync(default)).Secrets.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_refused_document_is_kept_with_its_problems_and_changes_nothing(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = Store(test);
        await store.WriteAsync(Change(1, null), default);
        var problem = new ConfigProblem("CFG030", "aliases.fast.targets[0]", 3, ConfigSeverity.Error, "\"nobody\" – ü.", "Hint.");

        await store.KeepAsync(Revision(2, false) with { IsValid = false, Source = RevisionSource.Document, Problems = [problem] }, Act(2), default);

        (await store.StampAsync(default)).ShouldBe(Id(1));
        var kept = (await store.FindAsync(Id(2), default)).ShouldNotBeNull();
        (kept.IsValid, kept.IsActive).ShouldBe((false, false));
        kept.Problems.ShouldBe([problem]);
    }

    private ConfigStore Store(TestDatabase test)
    {
        var keys = new TenantKeys(new DekStore(test.Database, KeyWrap.Load(_folder.File("master.key"), mayCreate: true)), _clock);
        return new ConfigStore(test.Database, new ProviderSeal(keys));
    }

    private static ConfigEntry Entry(string name, string value) => new("providers", name, value, 1);

    private static ConfigChange Change(int number, Guid? from) => new() { Base = from, Revision = Revision(number, true), Act = Act(number) };

    private static ConfigRevision Revision(int number, bool isActive) => new()
    {
        Id = number == 0 ? Id(10) : Id(number),
        At = Rows.Noon.AddSeconds(number),
        By = "key:Ab12Cd34",
        Source = number == 0 ? RevisionSource.File : RevisionSource.Edit,
        Document = "{\n  \"z\": 1,\n  \"a\": 2\n}",
        Diff = "+ a: ü\n",
        IsActive = isActive,
    };

    private static Guid Id(int number) => new(number, 4, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    private static AuditAct Act(int number) => new() { Id = Id(number + 500), At = Rows.Noon.AddSeconds(number), Tenant = "default", Actor = "key:Ab12Cd34", Action = $"act{number}" };
}
