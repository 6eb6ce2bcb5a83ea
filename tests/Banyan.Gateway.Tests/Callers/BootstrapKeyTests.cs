using Banyan.Gateway.Callers;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Callers;

public sealed class BootstrapKeyTests : IDisposable
{
    private const string FreeForm = "tq7RmZ2vKx91-operators-own-kEy-5581";

    private readonly FakeClock _clock = new();
    private readonly MemoryKeyStore _store = new();
    private readonly KeyRing _ring;
    private readonly BootstrapKey _bootstrap;

    public BootstrapKeyTests()
    {
        var pepper = Pepper.Load(new MemorySecretFile());
        _ring = new KeyRing(_store, pepper, _clock);
        _bootstrap = new BootstrapKey(_store, _ring, pepper, _clock);
    }

    public void Dispose() => _ring.Dispose();

    [Theory]
    [Trait("Attack", "13")]
    [InlineData("short-key-15chr", false, "16 to 128")]
    [InlineData("twenty-chars-are-few", true, "at least 32")]
    [InlineData("twenty-letters-r-few", false, null)]
    [InlineData(FreeForm, true, null)]
    [InlineData("changeme-changeme-changeme-changeme-42", false, "placeholder")]
    [InlineData("YOUR_KEY_HERE_9f8e7d6c5b4a3210zzyyxxww", false, "placeholder")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false, "placeholder")]
    [InlineData("a key with blanks in it 4711 0815", false, "visible ASCII")]
    [InlineData("byn_live_Ab12Cd34_0123456789012345678901234567890123456789012_000000", false, "checksum")]
    public void A_weak_key_refuses_the_start_and_says_why(string given, bool beyond, string? why)
    {
        var problem = BootstrapKey.Problem(given, beyond);
        if (why is null)
        {
            problem.ShouldBeNull();
        }
        else
        {
            problem.ShouldNotBeNull().ShouldContain(why);
            problem.ShouldNotContain(given);
        }
    }

    [Fact]
    public void A_made_key_is_always_fit() => BootstrapKey.Problem(KeyFormat.Make(false), listensBeyondLoopback: true).ShouldBeNull();

    [Fact]
    public async Task Without_a_given_key_one_is_made_once_and_works()
    {
        var made = (await _bootstrap.EnsureAsync(null, default)).ShouldNotBeNull();
        _ring.Find(made).Caller!.Grants.May("keys:write").ShouldBeTrue();
        (await _bootstrap.EnsureAsync(null, default)).ShouldBeNull();
        _clock.Advance(TimeSpan.FromDays(3_000));
        await _ring.RefreshAsync(default);
        _ring.Find(made).Caller.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_given_key_of_free_form_works_and_is_not_printed()
    {
        (await _bootstrap.EnsureAsync(FreeForm, default)).ShouldBeNull();
        _ring.Find(FreeForm).Caller!.Service.ShouldBe("admin");
        _ring.Find(FreeForm + "x").Caller.ShouldBeNull();
        _ring.Find(FreeForm.AsSpan(0, FreeForm.Length - 1)).Caller.ShouldBeNull();
    }

    [Fact]
    public async Task A_changed_key_takes_the_place_of_the_earlier_one()
    {
        var first = (await _bootstrap.EnsureAsync(null, default))!;
        await _bootstrap.EnsureAsync(FreeForm, default);
        _ring.Find(first).Caller.ShouldBeNull();
        var second = KeyFormat.Make(false);
        await _bootstrap.EnsureAsync(second, default);
        _ring.Find(FreeForm).Caller.ShouldBeNull();
        _ring.Find(second).Caller.ShouldNotBeNull();
        await _bootstrap.EnsureAsync(FreeForm, default);
        _ring.Find(FreeForm).Caller.ShouldNotBeNull();
        _ring.Find(second).Caller.ShouldBeNull();
    }

    [Fact]
    public async Task The_same_given_key_changes_nothing_at_the_next_start()
    {
        await _bootstrap.EnsureAsync(FreeForm, default);
        var revision = await _store.RevisionAsync(default);
        await _bootstrap.EnsureAsync(FreeForm, default);
        (await _store.RevisionAsync(default)).ShouldBe(revision);
    }
}
