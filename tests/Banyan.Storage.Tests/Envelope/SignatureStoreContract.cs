using Banyan.Gateway.Spine;
using Banyan.Storage.Envelope;
using Banyan.TestKit;
using Banyan.Wire.Hub;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Storage.Tests.Envelope;

/// <summary>What the store of signatures must do, on both databases, and what it gives to nodes that share it.</summary>
public sealed class SignatureStoreContract(PostgresFixture postgres)
{
    private static readonly HubSignature Signature = new("google/gemini-3", "EqQBCkYIBxgCKkD/opaque+bytes==");
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_signature_is_found_by_its_tenant_and_call_until_it_expires(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new SignatureStore(test.Database, _clock);
        var (one, two) = (Kept("call_1", 1), Kept("call_2", 2));
        await store.PutAsync("a", [one, two], default);

        var found = await store.FindAsync("a", [one.Call, two.Call, SignatureShelf.Hash("call_3")], default);
        found.Select(kept => (Convert.ToHexString(kept.Call), kept.Sealed[0], kept.Until)).ShouldBe(
            [(Convert.ToHexString(one.Call), (byte)1, one.Until), (Convert.ToHexString(two.Call), (byte)2, two.Until)], ignoreOrder: true);
        (await store.FindAsync("b", [one.Call], default)).ShouldBeEmpty();
        (await store.FindAsync("a", [], default)).ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromHours(24));
        (await store.FindAsync("a", [one.Call, two.Call], default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_later_signature_of_a_call_takes_the_place_of_the_earlier(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new SignatureStore(test.Database, _clock);
        await store.PutAsync("a", [Kept("call", 1)], default);
        _clock.Advance(TimeSpan.FromHours(1));
        await store.PutAsync("a", [Kept("call", 2), Kept("call", 3)], default);
        var found = (await store.FindAsync("a", [SignatureShelf.Hash("call")], default)).ShouldHaveSingleItem();
        (found.Sealed[0], found.Until).ShouldBe(((byte)3, Rows.Noon.AddHours(25)));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Sweeping_deletes_what_has_expired_however_much_and_nothing_else(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new SignatureStore(test.Database, _clock);
        await store.PutAsync("a", [.. Enumerable.Range(0, 2_100).Select(i => Kept($"old_{i}", 1))], default);
        _clock.Advance(TimeSpan.FromHours(24));
        await store.PutAsync("b", [Kept("new", 2)], default);
        (await new SignatureStore(test.Database, new FakeClock(Rows.Noon)).FindAsync("a", [.. Enumerable.Range(0, 250).Select(i => SignatureShelf.Hash($"old_{i}"))], default)).Count.ShouldBe(250);
        await store.SweepAsync(default);
        var earlier = new SignatureStore(test.Database, new FakeClock(Rows.Noon));
        (await earlier.FindAsync("a", [.. Enumerable.Range(0, 2_100).Select(i => SignatureShelf.Hash($"old_{i}"))], default)).ShouldBeEmpty();
        (await earlier.FindAsync("b", [SignatureShelf.Hash("new")], default)).ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_one_node_remembered_another_recalls_once_it_was_kept_and_fetched(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        using var folder = new TempFolder();
        var wrap = KeyWrap.Load(folder.File("master.key"), mayCreate: true);
        var (one, two) = (Node(test, wrap), Node(test, wrap));
        var first = (await one.ForAsync("a", default))!;
        first.Remember("call_1", Signature);
        await first.KeepAsync();

        var second = (await two.ForAsync("a", default))!;
        (await second.FetchAsync(default)).ShouldBeFalse("nothing was missed yet");
        second.Recall("call_1").ShouldBeNull();
        second.Recall("call_2").ShouldBeNull();
        (await second.FetchAsync(default)).ShouldBeTrue();
        second.Recall("call_1").ShouldBe(Signature);
        second.Recall("call_2").ShouldBeNull();
        (await second.FetchAsync(default)).ShouldBeFalse("what no node ever had is not there the second time either");

        var other = (await two.ForAsync("b", default))!;
        other.Recall("call_1").ShouldBeNull();
        (await other.FetchAsync(default)).ShouldBeFalse("another tenant's");
    }

    [Fact]
    public async Task A_store_that_is_away_costs_one_try_in_five_seconds_and_no_error()
    {
        await using var test = await TestDatabase.MakeAsync("sqlite", postgres, _clock);
        var archive = new SignatureArchive(new SignatureStore(test.Database, _clock), new SignatureShelf(_clock), _clock, NullLogger<SignatureArchive>.Instance);
        var tries = 0;
        Task<string> Fails()
        {
            tries++;
            throw new StoreAwayException();
        }

        (await archive.TryAsync(Fails, default)).ShouldBeNull();
        (await archive.TryAsync(Fails, default)).ShouldBeNull();
        tries.ShouldBe(1);
        _clock.Advance(TimeSpan.FromSeconds(5));
        (await archive.TryAsync(() => Task.FromResult("there"), default)).ShouldBe("there");
    }

    [Fact]
    public async Task Nobody_waits_for_a_frozen_store_longer_than_half_a_second()
    {
        await using var test = await TestDatabase.MakeAsync("sqlite", postgres, _clock);
        var archive = new SignatureArchive(new SignatureStore(test.Database, _clock), new SignatureShelf(_clock), _clock, NullLogger<SignatureArchive>.Instance);
        var asked = archive.TryAsync(() => new TaskCompletionSource<string>().Task, default);
        asked.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        (await asked).ShouldBeNull();
    }

    private SignatureSeals Node(TestDatabase test, KeyWrap wrap) => new(
        new TenantKeys(new DekStore(test.Database, wrap), _clock),
        new SignatureArchive(new SignatureStore(test.Database, _clock), new SignatureShelf(_clock), _clock, NullLogger<SignatureArchive>.Instance));

    private KeptSignature Kept(string call, byte sealedByte) => new(SignatureShelf.Hash(call), [sealedByte, 0], _clock.GetUtcNow().AddHours(24));
}
