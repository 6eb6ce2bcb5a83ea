using Banyan.Gateway.Callers;
using Banyan.Gateway.Nodes.Starting;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Callers;

public sealed class KeyRingTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly MemoryKeyStore _store = new();
    private readonly Pepper _pepper = Pepper.Load(new MemorySecretFile());
    private readonly KeyRing _ring;
    private readonly KeyAdmin _admin;

    public KeyRingTests()
    {
        _ring = new KeyRing(_store, _pepper, _clock);
        _admin = new KeyAdmin(_store, _ring, _pepper, _clock);
    }

    public void Dispose() => _ring.Dispose();

    [Fact]
    public async Task A_made_key_stands_for_its_service_at_once()
    {
        var key = await MakeAsync();
        var caller = _ring.Find(key).Caller.ShouldNotBeNull();
        caller.Service.ShouldBe("billing");
        caller.Tenant.ShouldBe("default");
        caller.KeyId.ShouldBe(key[9..17]);
        caller.Grants.May("chat").ShouldBeTrue();
        caller.Grants.May("keys:write").ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_is_let_in_before_what_could_stop_them_was_read()
    {
        var key = await MakeAsync();
        var latch = new DoorLatch();
        using var ring = new KeyRing(_store, _pepper, _clock, latch: latch);
        await ring.RefreshAsync(default);
        var parts = new[] { new ReadPart("keys") { IsRead = true }, new ReadPart("switches") };
        using var keeper = new LastGoodKeeper(parts, latch, _clock, NullLogger<LastGoodKeeper>.Instance);
        await keeper.StartAsync(default);
        ring.IsServing.ShouldBeFalse();
        ring.Find(key).Failure!.Code.ShouldBe("dependency_unavailable");

        parts[1].IsRead = true;
        while (!latch.IsOpen)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        // However far the clock went meanwhile.
        await ring.RefreshAsync(default);
        ring.IsServing.ShouldBeTrue();
        ring.Find(key).Caller.ShouldNotBeNull();
        parts[1].IsRead = false;
        ring.Find(key).Caller.ShouldNotBeNull();
        await keeper.StopAsync(default);
    }

    [Fact]
    public async Task Finding_a_caller_allocates_nothing()
    {
        var key = await MakeAsync();
        _ring.Find(key);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _ring.Find(key);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public async Task Whatever_is_wrong_with_a_key_the_answer_is_the_same()
    {
        var revoked = await MakeAsync();
        await _admin.RevokeAsync("default", revoked[9..17], default);
        var expired = await MakeAsync(TimeSpan.FromMinutes(1));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _ring.RefreshAsync(default);
        var known = await MakeAsync();
        var wrongSecret = KeyFormat.Make(false, known[9..17], new byte[32]);

        string[] wrong = [revoked, expired, wrongSecret, KeyFormat.Make(false), "nonsense", "", "an-unknown-admin-key-of-free-form", known[..^1] + "?"];
        var failures = wrong.Select(key => _ring.Find(key).Failure).Distinct().ToArray();
        var failure = failures.ShouldHaveSingleItem().ShouldNotBeNull();
        failure.Kind.ShouldBe(FailureKind.NotAllowed);
        failure.Code.ShouldBe("invalid_api_key");
        failure.HttpStatus.ShouldBe(401);
    }

    [Fact]
    public async Task A_secret_that_was_right_before_says_nothing_for_another()
    {
        var key = await MakeAsync();
        var other = KeyFormat.Make(false, key[9..17], new byte[32]);
        for (var i = 0; i < 3; i++)
        {
            _ring.Find(key).Caller.ShouldNotBeNull();
            _ring.Find(other).Caller.ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_key_expires_by_the_clock_without_any_refresh()
    {
        var key = await MakeAsync(TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(9));
        _ring.Find(key).Caller.ShouldNotBeNull();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _ring.Find(key).Caller.ShouldBeNull();
    }

    [Fact]
    public async Task A_key_revoked_on_another_node_is_refused_within_two_seconds()
    {
        var key = await MakeAsync();
        using var refresh = new KeyRefresh(_ring, new QuietNotices(), _clock, NullLogger<KeyRefresh>.Instance);
        await refresh.StartAsync(default);
        await _clock.ArmedAsync();
        await _store.RevokeAsync("default", key[9..17], null, default);
        _ring.Find(key).Caller.ShouldNotBeNull();

        var looked = _store.NextLook();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await looked;
        await _ring.RefreshAsync(default);
        _ring.Find(key).Failure!.Code.ShouldBe("invalid_api_key");
        await refresh.StopAsync(default);
    }

    [Fact]
    public async Task Keys_are_read_again_only_when_their_revision_moved()
    {
        await MakeAsync();
        var reads = _store.Reads;
        await _ring.RefreshAsync(default);
        await _ring.RefreshAsync(default);
        _store.Reads.ShouldBe(reads);
    }

    [Fact]
    public async Task While_the_store_is_away_known_keys_are_served_fifteen_minutes_and_then_nobody_gets_a_401()
    {
        var key = await MakeAsync();
        _store.IsAway = true;
        await Should.ThrowAsync<StoreAwayException>(_ring.RefreshAsync(default));
        _clock.Advance(TimeSpan.FromMinutes(15));
        _ring.Find(key).Caller.ShouldNotBeNull();
        Code(KeyFormat.Make(false)).ShouldBe("dependency_unavailable");

        _clock.Advance(TimeSpan.FromTicks(1));
        var failure = _ring.Find(key).Failure.ShouldNotBeNull();
        failure.HttpStatus.ShouldBe(503);
        failure.RetryAfter.ShouldNotBeNull();

        _store.IsAway = false;
        await _ring.RefreshAsync(default);
        _ring.Find(key).Caller.ShouldNotBeNull();
        Code(KeyFormat.Make(false)).ShouldBe("invalid_api_key");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_jump_of_the_wall_clock_makes_nothing_known_older_or_younger(int hours)
    {
        var key = await MakeAsync();
        _store.IsAway = true;
        await Should.ThrowAsync<StoreAwayException>(_ring.RefreshAsync(default));
        _clock.JumpWall(TimeSpan.FromHours(hours));
        _ring.Find(key).Caller.ShouldNotBeNull();
        _clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromTicks(1));
        _ring.Find(key).Failure.ShouldNotBeNull().HttpStatus.ShouldBe(503);
    }

    [Fact]
    public async Task Before_the_store_was_ever_seen_every_well_formed_key_is_a_503()
    {
        _store.IsAway = true;
        await Should.ThrowAsync<StoreAwayException>(_ring.RefreshAsync(default));
        Code(KeyFormat.Make(false)).ShouldBe("dependency_unavailable");
    }

    [Fact]
    public async Task The_refresh_outlives_a_store_that_is_away()
    {
        _store.IsAway = true;
        using var refresh = new KeyRefresh(_ring, new QuietNotices(), _clock, NullLogger<KeyRefresh>.Instance);
        await refresh.StartAsync(default);
        await _clock.ArmedAsync();
        _ring.IsCurrent.ShouldBeFalse();
        _store.IsAway = false;
        var key = KeyFormat.Make(false);
        for (var i = 0; i < 3; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        await _ring.RefreshAsync(default);
        Code(key).ShouldBe("invalid_api_key");
        await refresh.StopAsync(default);
    }

    [Fact]
    public async Task Uses_are_written_down_once_and_survive_a_change_of_keys()
    {
        var key = await MakeAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        _ring.Find(key);
        var used = _clock.GetUtcNow();
        await MakeAsync();
        await _ring.WriteUsesAsync(default);
        _store.Touched.ShouldHaveSingleItem().ShouldBe(new(key[9..17], used));
        _store.Touched.Clear();
        await _ring.WriteUsesAsync(default);
        _store.Touched.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_older_pepper_still_checks_the_keys_it_made()
    {
        var one = Convert.ToBase64String(new byte[32]);
        var two = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());
        var before = Pepper.Load(new MemorySecretFile($"1:{one}\n"));
        using var ring = new KeyRing(_store, before, _clock);
        var key = (await new KeyAdmin(_store, ring, before, _clock).CreateAsync(new KeyOrder { Service = "old" }, default)).Key!;

        using var after = new KeyRing(_store, Pepper.Load(new MemorySecretFile($"1:{one}\n2:{two}\n")), _clock);
        await after.RefreshAsync(default);
        after.Find(key).Caller.ShouldNotBeNull();
        using var without = new KeyRing(_store, Pepper.Load(new MemorySecretFile($"2:{two}\n")), _clock);
        await without.RefreshAsync(default);
        without.Find(key).Caller.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1:short")]
    [InlineData("one:AAAA")]
    public void A_damaged_pepper_is_told_and_never_replaced(string content) =>
        Should.Throw<InvalidDataException>(() => Pepper.Load(new MemorySecretFile(content))).Message.ShouldContain("Restore");

    private string? Code(string key) => _ring.Find(key).Failure?.Code;

    private async Task<string> MakeAsync(TimeSpan? lifetime = null) =>
        (await _admin.CreateAsync(new KeyOrder { Service = "billing", Lifetime = lifetime ?? TimeSpan.FromDays(365) }, default)).Key.ShouldNotBeNull();

    /// <summary>A part of what a node reads of the database.</summary>
    private sealed class ReadPart(string name) : ILastGoodPart
    {
        public string Name => name;

        public bool IsRead { get; set; }

        public byte[]? Take() => IsRead ? [] : null;

        public ValueTask<bool> RestoreAsync(ReadOnlyMemory<byte> content, TimeSpan age, CancellationToken cancellationToken) => new(true);
    }
}
