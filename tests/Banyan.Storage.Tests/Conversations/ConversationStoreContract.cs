using Banyan.Intents.Memory;
using Banyan.Storage.Conversations;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Conversations;

/// <summary>What every conversation store must do, on both databases.</summary>
public sealed class ConversationStoreContract(PostgresFixture postgres)
{
    private static readonly ConversationOwner Ada = new("default", "c1");
    private static readonly ConversationOwner Bob = new("default", "c2");
    private static readonly ConversationOwner OtherTenant = new("acme", "c1");
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Messages_come_back_in_order_and_a_repeated_one_is_stored_once(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new ConversationStore(test.Database, _clock);
        var talk = await store.OpenAsync(Ada, "shop", null, Rows.Noon.AddDays(30), default);

        var first = await store.AppendAsync(Ada, talk.Id, Said("user", "m1", "How is  my order\ndoing?"), default);
        await store.AppendAsync(Ada, talk.Id, Said("assistant", "m1", "It is pending.", "orders.get", "orders.list"), default);
        var again = await store.AppendAsync(Ada, talk.Id, Said("user", "m1", "How is  my order\ndoing?"), default);

        first!.Sequence.ShouldBe(1);
        first.WasThere.ShouldBeFalse();
        again!.Sequence.ShouldBe(1);
        again.WasThere.ShouldBeTrue();
        (await store.MessagesAsync(Ada, talk.Id, 10, default)).Select(one => (one.Sequence, one.Role)).ShouldBe([(1, "user"), (2, "assistant")]);
        var found = (await store.FindAsync(Ada, talk.Id, default))!;
        found.Title.ShouldBe("How is my order doing?");
        found.Messages.ShouldBe(2);
        found.Intents.ShouldBe(["orders.get", "orders.list"]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Another_person_finds_nothing(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new ConversationStore(test.Database, _clock);
        var talk = await store.OpenAsync(Ada, "shop", "chat-7", Rows.Noon.AddDays(30), default);
        await store.AppendAsync(Ada, talk.Id, Said("user", "m1", "mine"), default);
        await store.SaveStateAsync(Ada, talk.Id, "{}", [new KeptEntity("order", "1002", "desk", true, Rows.Noon)], default);

        foreach (var stranger in new[] { Bob, OtherTenant })
        {
            (await store.FindAsync(stranger, talk.Id, default)).ShouldBeNull();
            (await store.MessagesAsync(stranger, talk.Id, 10, default)).ShouldBeEmpty();
            (await store.AppendAsync(stranger, talk.Id, Said("user", "m2", "theirs"), default)).ShouldBeNull();
            (await store.OpenStateAsync(stranger, talk.Id, default)).ShouldBeNull();
            (await store.EntitiesAsync(stranger, talk.Id, 10, default)).ShouldBeEmpty();
            await store.SaveStateAsync(stranger, talk.Id, null, [new KeptEntity("order", "9", "", true, Rows.Noon)], default);
            (await store.EraseAsync(stranger, talk.Id, default)).ShouldBeFalse();
            (await store.EraseAllAsync(stranger, default)).ShouldBe(0);
            (await store.ListAsync(stranger, null, 10, default)).ShouldBeEmpty();
            (await store.OpenAsync(stranger, "shop", "chat-7", Rows.Noon.AddDays(30), default)).Id.ShouldNotBe(talk.Id);
        }

        (await store.OpenStateAsync(Ada, talk.Id, default)).ShouldBe("{}");
        (await store.EntitiesAsync(Ada, talk.Id, 10, default)).Select(thing => thing.Id).ShouldBe(["1002"]);
        (await store.FindAsync(Ada, talk.Id, default))!.Messages.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Fifty_appends_at_once_leave_no_gap_and_lose_none(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new ConversationStore(test.Database, _clock);
        var talk = await store.OpenAsync(Ada, "shop", null, Rows.Noon.AddDays(30), default);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => store.AppendAsync(Ada, talk.Id, Said("user", $"m{i % 40}", $"message {i % 40}"), default))));

        var messages = await store.MessagesAsync(Ada, talk.Id, 100, default);
        messages.Select(one => one.Sequence).ShouldBe(Enumerable.Range(1, 40));
        messages.Select(one => one.ClientMessageId).Distinct().Count().ShouldBe(40);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_same_outside_name_is_the_same_conversation(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new ConversationStore(test.Database, _clock);

        var first = await store.OpenAsync(Ada, "shop", "chat-7", Rows.Noon.AddDays(30), default);
        var again = await store.OpenAsync(Ada, "shop", "chat-7", Rows.Noon.AddDays(30), default);
        var unnamed = await store.OpenAsync(Ada, "shop", null, Rows.Noon.AddDays(30), default);

        again.Id.ShouldBe(first.Id);
        unnamed.Id.ShouldNotBe(first.Id);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_has_expired_is_gone_with_its_text(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new ConversationStore(test.Database, _clock);
        var old = await store.OpenAsync(Ada, "shop", null, Rows.Noon.AddDays(1), default);
        var kept = await store.OpenAsync(Ada, "shop", null, Rows.Noon.AddDays(1), default);
        await store.AppendAsync(Ada, kept.Id, Said("user", "m1", "still here"), default);

        (await store.ExpireAsync(Rows.Noon.AddDays(2), default)).ShouldBe(1);

        (await store.FindAsync(Ada, old.Id, default)).ShouldBeNull();
        (await store.MessagesAsync(Ada, kept.Id, 10, default)).Count.ShouldBe(1);
        (await store.EraseAllAsync(Ada, default)).ShouldBe(1);
        (await store.MessagesAsync(Ada, kept.Id, 10, default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_thing_spoken_of_again_comes_first_and_keeps_its_label(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new ConversationStore(test.Database, _clock);
        var talk = await store.OpenAsync(Ada, "shop", null, Rows.Noon.AddDays(30), default);
        await store.SaveStateAsync(Ada, talk.Id, null, [new("order", "1002", "desk", true, Rows.Noon), new("order", "1003", "", false, Rows.Noon.AddMinutes(1))], default);

        await store.SaveStateAsync(Ada, talk.Id, "open", [new("order", "1002", "", true, Rows.Noon.AddMinutes(2))], default);

        var things = await store.EntitiesAsync(Ada, talk.Id, 10, default);
        things.Select(thing => (thing.Id, thing.Label, thing.IsOwned)).ShouldBe([("1002", "desk", true), ("1003", "", false)]);
        (await store.OpenStateAsync(Ada, talk.Id, default)).ShouldBe("open");
    }

    private static NewMessage Said(string role, string id, string text, params string[] intents) => new()
    {
        Role = role,
        ClientMessageId = id,
        Text = text,
        Intents = intents,
        At = Rows.Noon,
        ExpiresAt = Rows.Noon.AddDays(30),
    };
}
