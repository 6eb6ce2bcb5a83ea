using Banyan.Gateway.Callers;
using Banyan.Gateway.Spine;
using Banyan.TestKit;

namespace Banyan.Gateway.Tests.Callers;

public sealed class KeyAdminTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly MemoryKeyStore _store = new();
    private readonly KeyRing _ring;
    private readonly KeyAdmin _admin;

    public KeyAdminTests()
    {
        var pepper = Pepper.Load(new MemorySecretFile());
        _ring = new KeyRing(_store, pepper, _clock);
        _admin = new KeyAdmin(_store, _ring, pepper, _clock);
    }

    public void Dispose() => _ring.Dispose();

    [Fact]
    public async Task A_key_lives_a_year_and_is_stored_without_itself()
    {
        var made = await _admin.CreateAsync(new KeyOrder { Service = "billing" }, default);
        made.Record!.ExpiresAt.ShouldBe(_clock.GetUtcNow().AddDays(365));
        made.Record.ToString().ShouldNotContain(made.Key![18..61]);
        made.ToString().ShouldNotContain(made.Key![18..61]);
        made.Record.Hash.Length.ShouldBe(32);
    }

    public static TheoryData<string, KeyOrder> Senseless => new()
    {
        { "service", new() { Service = "" } },
        { "service", new() { Service = "a b" } },
        { "name", new() { Service = "a", Name = "line\nbreak" } },
        { "expires", new() { Service = "a", Lifetime = TimeSpan.Zero } },
        { "scopes", new() { Service = "a", Operations = ["chat", "everything"] } },
        { "scopes", new() { Service = "a", Operations = [] } },
        { "scopes", new() { Service = "a", Operations = ["keys:"] } },
        { "models", new() { Service = "a", Models = ["gpt*mini"] } },
        { "models", new() { Service = "a", Models = [] } },
    };

    [Theory]
    [MemberData(nameof(Senseless))]
    public async Task An_order_that_makes_no_sense_names_its_fault(string param, KeyOrder order)
    {
        var failure = (await _admin.CreateAsync(order, default)).Failure.ShouldNotBeNull();
        failure.Code.ShouldBe("invalid_request");
        failure.Param.ShouldBe(param);
    }

    [Theory]
    [InlineData("chat", "lab/*", true)]
    [InlineData("chat", "lab/small", true)]
    [InlineData("*", "lab/small", false)]
    [InlineData("chat", "*", false)]
    [InlineData("chat", "la*", false)]
    public async Task A_child_is_never_wider_than_the_key_that_makes_it(string scope, string model, bool fits)
    {
        var parent = await ParentAsync(["chat", "keys:*"], ["lab/*"]);
        var made = await _admin.CreateAsync(new KeyOrder { Service = "b", Operations = [scope], Models = [model], By = parent }, default);
        (made.Failure?.Code).ShouldBe(fits ? null : "not_allowed");
    }

    [Fact]
    public async Task A_child_cannot_be_an_administrator_of_a_parent_that_is_none()
    {
        var parent = await ParentAsync(["chat", "keys:*"], ["*"]);
        (await _admin.CreateAsync(new KeyOrder { Service = "b", Operations = ["chat"], Role = Role.Admin, By = parent }, default)).Failure!.Code.ShouldBe("not_allowed");
    }

    [Fact]
    public async Task A_parent_narrowed_later_narrows_its_children_at_use()
    {
        var parent = await ParentAsync(["chat", "embed"], ["*"]);
        var child = (await _admin.CreateAsync(new KeyOrder { Service = "b", Operations = ["chat", "embed"], Models = ["lab/*"], By = parent }, default)).Key!;
        var record = (await _store.ReadAllAsync(default)).Keys.Single(key => key.PublicId == parent.KeyId);
        await _store.PutAsync(record with { Grants = new Grants(["chat"], ["lab/small", "other/*"]) }, null, default);
        await _ring.RefreshAsync(default);

        var grants = _ring.Find(child).Caller!.Grants;
        grants.May("chat").ShouldBeTrue();
        grants.May("embed").ShouldBeFalse();
        grants.MayUse("lab/small").ShouldBeTrue();
        grants.MayUse("lab/large").ShouldBeFalse();
        grants.MayUse("other/x").ShouldBeFalse();
    }

    [Fact]
    public async Task Keys_that_name_each_other_as_parent_may_do_nothing()
    {
        var first = await ParentAsync(["chat"], ["*"]);
        var record = (await _store.ReadAllAsync(default)).Keys.Single();
        await _store.PutAsync(record with { ParentId = record.PublicId }, null, default);
        await _ring.RefreshAsync(default);
        GrantBounds.Within(first.Grants, new Grants([], [])).May("chat").ShouldBeFalse();
        _ring.Find(_lastKey!).Caller!.Grants.May("chat").ShouldBeFalse();
    }

    [Fact]
    public async Task A_tenant_neither_lists_nor_revokes_the_keys_of_another()
    {
        var made = await _admin.CreateAsync(new KeyOrder { Service = "billing" }, default);
        (await _admin.ListAsync("other", default)).ShouldBeEmpty();
        (await _admin.RevokeAsync("other", made.Record!.PublicId, default)).ShouldNotBeNull().Code.ShouldBe("not_found");
        (await _admin.ListAsync("default", default)).ShouldHaveSingleItem().IsRevoked.ShouldBeFalse();
        (await _admin.RevokeAsync("default", made.Record.PublicId, default)).ShouldBeNull();
        (await _admin.RevokeAsync("default", made.Record.PublicId, default)).ShouldNotBeNull();
    }

    private string? _lastKey;

    private async Task<Caller> ParentAsync(string[] scopes, string[] models)
    {
        _lastKey = (await _admin.CreateAsync(new KeyOrder { Service = "a", Operations = scopes, Models = models }, default)).Key!;
        return _ring.Find(_lastKey).Caller!;
    }
}
