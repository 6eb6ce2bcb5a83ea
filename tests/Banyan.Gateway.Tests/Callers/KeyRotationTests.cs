using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Callers;

public sealed class KeyRotationTests : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly FakeClock _clock = new();
    private readonly MemoryKeyStore _store = new();
    private readonly QuietNotices _notices = new();
    private readonly Pepper _pepper = Pepper.Load(new MemorySecretFile());
    private readonly KeyRing _ring;
    private readonly KeyAdmin _admin;
    private readonly KeyRotation _rotation;

    public KeyRotationTests()
    {
        _ring = new KeyRing(_store, _pepper, _clock, _notices);
        _admin = new KeyAdmin(_store, _ring, _pepper, _clock);
        _rotation = new KeyRotation(_store, _ring, _pepper, _clock);
    }

    public void Dispose() => _ring.Dispose();

    [Fact]
    public async Task Both_secrets_work_until_the_grace_ends_and_then_the_new_one_alone()
    {
        var (old, admin) = (await MakeAsync(), await AdminAsync());
        var made = await _rotation.RotateAsync(admin, old[9..17], Day, default);
        made.Key![9..17].ShouldBe(old[9..17], "the key keeps its id");
        Works(old).ShouldBeTrue();
        Works(made.Key).ShouldBeTrue();

        await PassAsync(Day - TimeSpan.FromTicks(1));
        Works(old).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromTicks(1));
        Works(old).ShouldBeFalse();
        Works(made.Key).ShouldBeTrue();
        _ring.Find(old).Failure.ShouldBe(_ring.Find(KeyFormat.Make(false)).Failure, "the answer is that of any wrong key");
    }

    [Fact]
    public async Task Another_node_that_looks_knows_both_secrets_and_is_told_to_look()
    {
        var (old, admin) = (await MakeAsync(), await AdminAsync());
        using var other = new KeyRing(_store, _pepper, _clock);
        await other.RefreshAsync(default);
        _notices.Told.Clear();
        var made = (await _rotation.RotateAsync(admin, old[9..17], Day, default)).Key!;
        _notices.Told.ShouldBe(["keys"]);
        other.Find(old).Caller.ShouldNotBeNull();
        await other.RefreshAsync(default);
        other.Find(old).Caller.ShouldNotBeNull();
        other.Find(made).Caller.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_an_old_secret_began_is_over_with_its_grace_and_what_the_new_one_began_is_not()
    {
        var (old, admin) = (await MakeAsync(), await AdminAsync());
        var before = _ring.Find(old).Caller!;
        var made = (await _rotation.RotateAsync(admin, old[9..17], Day, default)).Key!;
        var (during, after) = (_ring.Find(old).Caller!, _ring.Find(made).Caller!);
        (during.KeyGeneration, after.KeyGeneration).ShouldBe((before.KeyGeneration, before.KeyGeneration + 1));
        _ring.IsRevoked(before).ShouldBeFalse();
        _clock.Advance(Day);
        _ring.IsRevoked(before).ShouldBeTrue();
        _ring.IsRevoked(during).ShouldBeTrue();
        _ring.IsRevoked(after).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_has_two_secrets_at_most_and_no_grace_ends_all_before()
    {
        var (first, admin) = (await MakeAsync(), await AdminAsync());
        var second = (await _rotation.RotateAsync(admin, first[9..17], Day, default)).Key!;
        (await _rotation.RotateAsync(admin, first[9..17], Day, default)).Failure!.Code.ShouldBe("conflict");
        Works(first).ShouldBeTrue("nobody is cut off by a second rotation");

        var third = (await _rotation.RotateAsync(admin, first[9..17], TimeSpan.Zero, default)).Key!;
        (Works(first), Works(second), Works(third)).ShouldBe((false, false, true));
        (await _rotation.RotateAsync(admin, first[9..17], Day, default)).Key.ShouldNotBeNull("the grace is over: it may be rotated again");
    }

    [Fact]
    public async Task Of_two_rotations_at_once_one_is_made()
    {
        var (old, admin) = (await MakeAsync(), await AdminAsync());
        var late = new NewSecret { Hash = new byte[32], PepperVersion = 1, At = _clock.GetUtcNow(), OldUntil = _clock.GetUtcNow(), After = 0 };
        var made = (await _rotation.RotateAsync(admin, old[9..17], Day, default)).Key!;
        (await _store.RotateAsync("default", old[9..17], late, null, default)).ShouldBe(KeyEdit.Changed);
        await _ring.RefreshAsync(default);
        Works(made).ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_rotates_a_key_that_may_more_nor_one_of_another_tenant_nor_one_that_is_over()
    {
        var (chat, admin) = (await MakeAsync(), await AdminAsync());
        var narrow = _ring.Find((await _admin.CreateAsync(new KeyOrder { Service = "a", Operations = ["keys:write"] }, default)).Key!).Caller!;
        (await _rotation.RotateAsync(narrow, chat[9..17], Day, default)).Failure!.Code.ShouldBe("not_allowed");
        (await _rotation.RotateAsync(admin with { Tenant = "other" }, chat[9..17], Day, default)).Failure!.Code.ShouldBe("not_found");
        (await _rotation.RotateAsync(admin, chat[9..17], TimeSpan.FromDays(31), default)).Failure!.Param.ShouldBe("graceSeconds");
        await _admin.RevokeAsync("default", chat[9..17], default);
        (await _rotation.RotateAsync(admin, chat[9..17], Day, default)).Failure!.Code.ShouldBe("not_found");
        (await _rotation.RotateAsync(narrow, narrow.KeyId, Day, default)).Key.ShouldNotBeNull("its own it may");
    }

    [Fact]
    public async Task A_key_that_ends_is_renewed_and_its_old_secret_never_outlives_the_old_end()
    {
        var (key, admin) = (await MakeAsync(TimeSpan.FromDays(30)), await AdminAsync());
        _clock.Advance(TimeSpan.FromDays(29.5));
        var end = (await _admin.ListAsync("default", default)).Single(one => one.PublicId == key[9..17]).ExpiresAt!.Value;
        var made = await _rotation.RotateAsync(admin, key[9..17], Day, default);
        made.Record!.ExpiresAt.ShouldBe(_clock.GetUtcNow().AddDays(30));
        made.Record.Old!.Until.ShouldBe(end);
        await PassAsync(Day);
        (Works(key), Works(made.Key!)).ShouldBe((false, true));
    }

    [Fact]
    public async Task A_key_does_not_prolong_itself_and_none_outlives_its_parent()
    {
        var parent = _ring.Find((await _admin.CreateAsync(new KeyOrder { Service = "a", Operations = ["chat", "keys:*"], Lifetime = TimeSpan.FromDays(40) }, default)).Key!).Caller!;
        var child = (await _admin.CreateAsync(new KeyOrder { Service = "a", Operations = ["chat"], By = parent, Lifetime = TimeSpan.FromDays(30) }, default)).Key!;
        _clock.Advance(TimeSpan.FromDays(20));
        var ends = _clock.GetUtcNow().AddDays(20);
        (await _rotation.RotateAsync(parent, parent.KeyId, Day, default)).Record!.ExpiresAt.ShouldBe(ends);
        (await _rotation.RotateAsync(parent, child[9..17], Day, default)).Record!.ExpiresAt.ShouldBe(ends);
    }

    [Fact]
    public async Task A_secret_of_an_older_pepper_works_through_its_grace()
    {
        var (one, two) = (Convert.ToBase64String(new byte[32]), Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()));
        var before = Pepper.Load(new MemorySecretFile($"1:{one}\n"));
        using var first = new KeyRing(_store, before, _clock);
        var admin = new KeyAdmin(_store, first, before, _clock);
        var old = (await admin.CreateAsync(new KeyOrder { Service = "old", Role = Role.Admin }, default)).Key!;
        var caller = first.Find(old).Caller!;

        var after = Pepper.Load(new MemorySecretFile($"1:{one}\n2:{two}\n"));
        using var second = new KeyRing(_store, after, _clock);
        var made = (await new KeyRotation(_store, second, after, _clock).RotateAsync(caller, caller.KeyId, Day, default)).Key!;
        second.Find(old).Caller.ShouldNotBeNull();
        second.Find(made).Caller.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_bootstrap_key_of_free_form_is_changed_where_it_was_given()
    {
        const string Given = "a-bootstrap-key-of-free-form-8812";
        await new BootstrapKey(_store, _ring, _pepper, _clock).EnsureAsync(Given, default);
        var caller = _ring.Find(Given).Caller!;
        (await _rotation.RotateAsync(caller, caller.KeyId, Day, default)).Failure!.Message.ShouldContain("BANYAN_ADMIN_KEY");
    }

    private Task PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return _ring.RefreshAsync(default);
    }

    private bool Works(string key) => _ring.Find(key).Caller is not null;

    private async Task<Caller> AdminAsync() => _ring.Find((await _admin.CreateAsync(new KeyOrder { Service = "ops", Role = Role.Admin, Lifetime = TimeSpan.FromDays(3_650) }, default)).Key!).Caller!;

    private async Task<string> MakeAsync(TimeSpan? lifetime = null) => (await _admin.CreateAsync(new KeyOrder { Service = "billing", Lifetime = lifetime }, default)).Key!;
}
