using Banyan.Storage.Envelope;
using Banyan.TestKit;
using Banyan.Wire.Hub;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Storage.Tests.Envelope;

public sealed class SignatureSealTests(PostgresFixture postgres)
{
    private static readonly HubSignature Signature = new("google/gemini-3", "EqQBCkYIBxgCKkD/opaque+bytes==");

    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_seal_opens_what_it_made_also_on_another_node(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var folder = new TempFolder();
        var wrap = KeyWrap.Load(folder.File("master.key"), mayCreate: true);
        var (one, two) = (await NodeAsync(test, wrap), await NodeAsync(test, KeyWrap.Load(folder.File("master.key"), mayCreate: false)));
        var carrier = one.Seal(Signature);
        carrier.ShouldStartWith("QllOM");
        carrier.ShouldNotContain("opaque");
        two.Open(carrier).ShouldBe(Signature);
        two.Seal(Signature).ShouldBe(carrier, "the same signature gives the same bytes on every node");
        one.Open(one.Seal(new HubSignature(null, ""))).ShouldBe(new HubSignature(null, ""));
    }

    [Fact]
    public async Task A_forged_cut_foreign_or_other_tenants_carrier_is_merely_not_ours()
    {
        await using var test = await TestDatabase.MakeAsync("sqlite", postgres, _clock);
        using var folder = new TempFolder();
        var keys = new TenantKeys(new DekStore(test.Database, KeyWrap.Load(folder.File("master.key"), mayCreate: true)), _clock);
        await keys.LoadAsync("default", default);
        await keys.LoadAsync("other", default);
        var (ours, theirs) = (new SignatureSeal("default", keys, Archive(test)), new SignatureSeal("other", keys, Archive(test)));
        var carrier = ours.Seal(Signature);
        theirs.Open(carrier).ShouldBeNull();

        var bytes = Convert.FromBase64String(carrier);
        for (var at = 4; at < bytes.Length; at++)
        {
            var forged = (byte[])bytes.Clone();
            forged[at] ^= 1;
            ours.Open(Convert.ToBase64String(forged)).ShouldBeNull();
        }

        foreach (var foreign in new[] { "", "QllOM", "QllOMQ==", "not base64 at all", "QllOM!!!", carrier[..^4], carrier + "AAAA", Convert.ToBase64String("BYN1"u8) })
        {
            ours.Open(foreign).ShouldBeNull(foreign);
        }
    }

    [Fact]
    public async Task A_remembered_signature_is_there_a_day_and_for_its_tenant_alone()
    {
        await using var test = await TestDatabase.MakeAsync("sqlite", postgres, _clock);
        using var folder = new TempFolder();
        var keys = new TenantKeys(new DekStore(test.Database, KeyWrap.Load(folder.File("master.key"), mayCreate: true)), _clock);
        await keys.LoadAsync("default", default);
        await keys.LoadAsync("other", default);
        var archive = Archive(test);
        var (ours, theirs) = (new SignatureSeal("default", keys, archive), new SignatureSeal("other", keys, archive));
        ours.Remember("call_1", Signature);
        ours.Recall("call_1").ShouldBe(Signature);
        ours.Recall("call_2").ShouldBeNull();
        theirs.Recall("call_1").ShouldBeNull();
        ours.Remember("call_3", new HubSignature("x", new string('s', SignatureShelf.MostBytesEach + 1)));
        ours.Recall("call_3").ShouldBeNull();
        _clock.Advance(TimeSpan.FromHours(24));
        ours.Recall("call_1").ShouldBeNull();
        ours.Remember("call_4", Signature);
        archive.Shelf.Bytes.ShouldBeLessThan(300);
    }

    [Fact]
    public void The_shelf_stays_within_its_bound_and_drops_the_oldest()
    {
        var shelf = new SignatureShelf(_clock, mostBytes: 1_000);
        for (var i = 0; i < 50; i++)
        {
            shelf.Put("default", $"call_{i}", new byte[100]);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        shelf.Bytes.ShouldBeLessThanOrEqualTo(1_000);
        shelf.Find("default", "call_0").ShouldBeNull();
        shelf.Find("default", "call_49").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_tenants_key_is_replaced_after_ninety_days_and_the_old_one_still_opens()
    {
        await using var test = await TestDatabase.MakeAsync("sqlite", postgres, _clock);
        using var folder = new TempFolder();
        var keys = new TenantKeys(new DekStore(test.Database, KeyWrap.Load(folder.File("master.key"), mayCreate: true)), _clock);
        var seal = new SignatureSeal("default", keys, Archive(test));
        (await keys.LoadAsync("default", default)).Count.ShouldBe(1);
        var carrier = seal.Seal(Signature);
        _clock.Advance(TimeSpan.FromDays(91));
        (await keys.LoadAsync("default", default)).Select(key => key.Version).ShouldBe([2, 1]);
        seal.Open(carrier).ShouldBe(Signature);
        seal.Seal(Signature).ShouldNotBe(carrier);
    }

    [Fact]
    public async Task Nodes_that_make_a_tenants_first_key_together_end_with_the_same()
    {
        await using var test = await TestDatabase.MakeAsync("postgres", postgres, _clock);
        using var folder = new TempFolder();
        var wrap = KeyWrap.Load(folder.File("master.key"), mayCreate: true);
        var seals = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => NodeAsync(test, wrap))));
        seals.Select(seal => seal.Seal(Signature)).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_tenant_met_for_the_first_time_gets_its_keys_at_once()
    {
        await using var test = await TestDatabase.MakeAsync("sqlite", postgres, _clock);
        using var folder = new TempFolder();
        var keys = new TenantKeys(new DekStore(test.Database, KeyWrap.Load(folder.File("master.key"), mayCreate: true)), _clock);
        var seals = new SignatureSeals(keys, Archive(test));
        var first = (await seals.ForAsync("late", default)).ShouldNotBeNull();
        var second = (await seals.ForAsync("late", default)).ShouldNotBeNull();
        second.Seal(Signature).ShouldBe(first.Seal(Signature));
        keys.Tenants.ShouldBe(["late"]);
    }

    private SignatureArchive Archive(TestDatabase test) => new(new SignatureStore(test.Database, _clock), new SignatureShelf(_clock), _clock, NullLogger<SignatureArchive>.Instance);

    private async Task<SignatureSeal> NodeAsync(TestDatabase test, KeyWrap wrap)
    {
        var keys = new TenantKeys(new DekStore(test.Database, wrap), _clock);
        await keys.LoadAsync("default", default);
        return new SignatureSeal("default", keys, Archive(test));
    }
}
