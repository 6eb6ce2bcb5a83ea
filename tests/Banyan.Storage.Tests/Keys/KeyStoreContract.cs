using Banyan.Gateway.Callers;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Banyan.Storage.Audit;
using Banyan.Storage.Keys;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Keys;

/// <summary>What every key store must do, on both databases.</summary>
public sealed class KeyStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_key_comes_back_as_it_went_in(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeyStore(test.Database, _clock);
        var full = Key("Aaaaaaaa") with { ExpiresAt = Rows.Noon.AddDays(1), LastUsedAt = Rows.Noon.AddTicks(10), ParentId = "Bbbbbbbb" };
        await store.PutAsync(full, null, default);
        await store.PutAsync(Key("Bbbbbbbb"), null, default);
        var bound = Key("Cccccccc") with { Grants = new Grants(["chat"], ["*"]) { Networks = ["10.1.0.0/16", "2001:db8::/48"] } };
        await store.PutAsync(Key("Cccccccc"), null, default);
        await store.PutAsync(bound, null, default);
        await store.SetRoleAsync("default", "Cccccccc", Role.Service, bound.Grants with { Networks = ["*"] }, null, default);
        var page = await store.ReadAllAsync(default);
        page.Keys.Count.ShouldBe(3);
        Same(page.Keys.Single(key => key.PublicId == "Cccccccc"), bound);
        Same(page.Keys.Single(key => key.PublicId == full.PublicId), full);
        Same(page.Keys.Single(key => key.PublicId == "Bbbbbbbb"), Key("Bbbbbbbb"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Every_change_moves_the_revision_and_a_use_does_not(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeyStore(test.Database, _clock);
        var first = await store.RevisionAsync(default);
        await store.PutAsync(Key("Aaaaaaaa"), null, default);
        var put = await store.RevisionAsync(default);
        put.ShouldBeGreaterThan(first);
        await store.TouchAsync(new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { ["Aaaaaaaa"] = Rows.Noon }, default);
        (await store.RevisionAsync(default)).ShouldBe(put);
        (await store.RevokeAsync("default", "Aaaaaaaa", null, default)).ShouldBe(KeyEdit.Done);
        (await store.RevisionAsync(default)).ShouldBeGreaterThan(put);
        (await store.ReadAllAsync(default)).Keys.ShouldHaveSingleItem().IsRevoked.ShouldBeTrue();
        (await store.RevokeAsync("default", "Aaaaaaaa", null, default)).ShouldBe(KeyEdit.NotFound);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_use_never_moves_back(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeyStore(test.Database, _clock);
        await store.PutAsync(Key("Aaaaaaaa"), null, default);
        foreach (var minute in new[] { 5, 3 })
        {
            await store.TouchAsync(new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { ["Aaaaaaaa"] = Rows.Noon.AddMinutes(minute) }, default);
        }

        (await store.ReadAllAsync(default)).Keys.Single().LastUsedAt.ShouldBe(Rows.Noon.AddMinutes(5));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_tenant_can_neither_revoke_nor_replace_a_key_of_another(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeyStore(test.Database, _clock);
        await store.PutAsync(Key("Aaaaaaaa"), null, default);
        (await store.RevokeAsync("other", "Aaaaaaaa", null, default)).ShouldBe(KeyEdit.NotFound);
        (await store.SetRoleAsync("other", "Aaaaaaaa", Role.Viewer, Grants.All, null, default)).ShouldBe(KeyEdit.NotFound);
        await store.PutAsync(Key("Aaaaaaaa") with { Id = Guid.CreateVersion7(), Tenant = "other", Name = "stolen" }, null, default);
        Same((await store.ReadAllAsync(default)).Keys.ShouldHaveSingleItem(), Key("Aaaaaaaa"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_role_and_its_grants_change_together(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeyStore(test.Database, _clock);
        await store.PutAsync(Key("Aaaaaaaa"), null, default);
        var before = await store.RevisionAsync(default);
        (await store.SetRoleAsync("default", "Aaaaaaaa", Role.Viewer, new Grants(["models:read"], ["*"]) { Tools = ["t"] }, null, default)).ShouldBe(KeyEdit.Done);

        var read = (await store.ReadAllAsync(default)).Keys.ShouldHaveSingleItem();
        (read.Role, read.Grants.Operations[0], read.Grants.Tools[0]).ShouldBe((Role.Viewer, "models:read", "t"));
        (await store.RevisionAsync(default)).ShouldBeGreaterThan(before);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_last_administrator_of_a_tenant_stays_whoever_edits_at_once(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeyStore(test.Database, _clock);
        string[] admins = ["Aaaaaaaa", "Bbbbbbbb", "Cccccccc", "Dddddddd"];
        foreach (var id in admins)
        {
            await store.PutAsync(Key(id) with { Role = Role.Admin, Grants = Grants.All }, null, default);
        }

        // None of these counts: another tenant's, a narrow one, an expired one, one bound to a network.
        await store.PutAsync(Key("Eeeeeeee") with { Role = Role.Admin, Grants = Grants.All, Tenant = "other" }, null, default);
        await store.PutAsync(Key("Ffffffff") with { Role = Role.Admin }, null, default);
        await store.PutAsync(Key("Hhhhhhhh") with { Role = Role.Admin, Grants = Grants.All with { Networks = ["10.0.0.0/8"] } }, null, default);
        await store.PutAsync(Key("Gggggggg") with { Role = Role.Admin, Grants = Grants.All, ExpiresAt = Rows.Noon }, null, default);

        var edits = await Task.WhenAll(admins.Select((id, i) => i % 2 == 0
            ? store.RevokeAsync("default", id, null, default)
            : store.SetRoleAsync("default", id, Role.Viewer, new Grants(["models:read"], ["*"]), null, default)));

        edits.Count(edit => edit == KeyEdit.Done).ShouldBe(3);
        edits.Count(edit => edit == KeyEdit.LastAdmin).ShouldBe(1);
        (await store.ReadAllAsync(default)).Keys.Count(key => key is { IsFullAdmin: true, Tenant: "default" } && key.IsInForce(Rows.Noon)).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_rotation_writes_the_secret_alone_and_only_over_the_generation_it_knew(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeyStore(test.Database, _clock);
        var key = Key("Aaaaaaaa");
        await store.PutAsync(key, null, default);
        var secret = new NewSecret
        {
            Hash = [.. Enumerable.Repeat((byte)9, 32)],
            PepperVersion = 2,
            At = Rows.Noon.AddMinutes(1),
            OldUntil = Rows.Noon.AddDays(1),
            ExpiresAt = Rows.Noon.AddDays(2),
            After = 0,
        };

        // An edit that lands between reading and writing stays made.
        await store.SetRoleAsync("default", "Aaaaaaaa", Role.Viewer, key.Grants, null, default);
        var revision = await store.RevisionAsync(default);
        (await store.RotateAsync("other", "Aaaaaaaa", secret, null, default)).ShouldBe(KeyEdit.Changed);
        (await store.RotateAsync("default", "Aaaaaaaa", secret, null, default)).ShouldBe(KeyEdit.Done);
        (await store.RotateAsync("default", "Aaaaaaaa", secret with { Hash = new byte[32] }, null, default)).ShouldBe(KeyEdit.Changed);

        var read = (await store.ReadAllAsync(default)).Keys.ShouldHaveSingleItem();
        (await store.RevisionAsync(default)).ShouldBeGreaterThan(revision);
        read.Old.ShouldNotBeNull().Hash.ShouldBe(key.Hash);
        read.Hash.ShouldBe(secret.Hash);
        Same(read with { Old = null }, (key with { Role = Role.Viewer }).Rotated(secret) with { Old = null });
        (read.Old.PepperVersion, read.Old.Until).ShouldBe((1, secret.OldUntil));

        // A use noted late brings no old secret back.
        await store.TouchAsync(new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { ["Aaaaaaaa"] = Rows.Noon }, default);
        (await store.ReadAllAsync(default)).Keys.Single().Hash.ShouldBe(secret.Hash);
        await store.RevokeAsync("default", "Aaaaaaaa", null, default);
        (await store.RotateAsync("default", "Aaaaaaaa", secret with { After = 1 }, null, default)).ShouldBe(KeyEdit.Changed);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_change_is_written_with_its_act_or_not_at_all(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeyStore(test.Database, _clock);
        var grants = new Grants(["models:read"], ["*"]);
        var secret = new NewSecret { Hash = new byte[32], PepperVersion = 2, At = Rows.Noon, OldUntil = Rows.Noon.AddDays(1), ExpiresAt = null, After = 0 };
        async Task<string[]> ActsAsync() => [.. (await new AuditStore(test.Database).PageAsync("default", 9, null, default)).Select(act => act.Action).Order(StringComparer.Ordinal)];

        await store.PutAsync(Key("Aaaaaaaa"), Act(1), default);
        await store.SetRoleAsync("default", "Aaaaaaaa", Role.Viewer, grants, Act(2), default);
        await store.RotateAsync("default", "Aaaaaaaa", secret, Act(3), default);
        (await store.RotateAsync("default", "Aaaaaaaa", secret, Act(4), default)).ShouldBe(KeyEdit.Changed);
        (await store.SetRoleAsync("default", "Zzzzzzzz", Role.Viewer, grants, Act(5), default)).ShouldBe(KeyEdit.NotFound);
        (await ActsAsync()).ShouldBe(["act1", "act2", "act3"], "what was not done is not written down");

        // An act that can't be written takes the change back.
        var bad = Act(6) with { Decision = "perhaps" };
        var before = await store.RevisionAsync(default);
        await Should.ThrowAsync<RowRefusedException>(() => store.RevokeAsync("default", "Aaaaaaaa", bad, default));
        await Should.ThrowAsync<RowRefusedException>(() => store.SetRoleAsync("default", "Aaaaaaaa", Role.Developer, grants, bad, default));
        await Should.ThrowAsync<RowRefusedException>(() => store.RotateAsync("default", "Aaaaaaaa", secret with { After = 1 }, bad, default));
        await Should.ThrowAsync<RowRefusedException>(() => store.PutAsync(Key("Bbbbbbbb"), bad, default));
        var read = (await store.ReadAllAsync(default)).Keys.ShouldHaveSingleItem();
        (read.IsRevoked, read.Role, read.Generation).ShouldBe((false, Role.Viewer, 1));
        (await store.RevisionAsync(default)).ShouldBe(before);
        (await store.RevokeAsync("default", "Aaaaaaaa", Act(7), default)).ShouldBe(KeyEdit.Done);
        (await ActsAsync()).ShouldBe(["act1", "act2", "act3", "act7"]);
    }

    private static AuditAct Act(int number) => new()
    {
        Id = new Guid(number, 7, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        At = Rows.Noon.AddSeconds(number),
        Tenant = "default",
        Actor = "key:Ab12Cd34",
        Action = $"act{number}",
    };

    private static void Same(KeyRecord read, KeyRecord written)
    {
        read.Hash.ShouldBe(written.Hash);
        read.Grants.Operations.ShouldBe(written.Grants.Operations);
        read.Grants.Models.ShouldBe(written.Grants.Models);
        read.Grants.Networks.ShouldBe(written.Grants.Networks);
        (read with { Hash = written.Hash, Grants = written.Grants, Id = written.Id }).ShouldBe(written);
    }

    private static KeyRecord Key(string publicId) => new()
    {
        Id = Guid.CreateVersion7(Rows.Noon),
        PublicId = publicId,
        Tenant = "default",
        Service = "billing",
        Name = "name \"quoted\"",
        Role = Role.Service,
        Grants = new Grants(["chat", "embed"], ["lab/*", "fast"]),
        Hash = [.. Enumerable.Range(0, 32).Select(i => (byte)i)],
        PepperVersion = 1,
        CreatedAt = Rows.Noon,
    };
}
