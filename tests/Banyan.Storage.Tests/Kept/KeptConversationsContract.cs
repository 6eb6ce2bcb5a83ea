using Banyan.Gateway.Conversations;
using Banyan.Storage.Kept;
using Banyan.TestKit;
using Banyan.Wire.Translation;

namespace Banyan.Storage.Tests.Kept;

/// <summary>What every store of conversations must do, on both databases.</summary>
public sealed class KeptConversationsContract(PostgresFixture postgres)
{
    private static readonly ConversationHolder Shop = new("default", "shop", null);
    private static readonly ConversationHolder Ada = new("default", "shop", "ada");
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Messages_come_back_as_they_were_said(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeptConversations(test.Database);
        var talk = await store.CreateAsync(Ada, New("""{"topic": "desks"}"""), default);
        var request = Guid.CreateVersion7(Rows.Noon);
        var calls = new PlainTurn(PlainRole.Assistant, "") { Calls = [new PlainCall("call_1", "find", """{"q": 1.0}"""), new PlainCall("call_2", "find", "not json")] };
        var result = new PlainTurn(PlainRole.Tool, "[]") { CallId = "call_1", Name = "find" };
        var picture = new PlainTurn(PlainRole.User, "") { Parts = """[{"type": "text",  "text": "this one?"}]""" };

        await store.AppendAsync(Ada, talk.Id, [Said("Which desks are there?"), new NewMessage(calls) { RequestId = request }, new NewMessage(result), new NewMessage(picture)], At(1), default);

        var found = await store.MessagesAsync(Ada, talk.Id, null, 10, default);
        found.Select(message => message.Sequence).ShouldBe([1, 2, 3, 4]);
        found[1].Turn.Calls.ShouldBe(calls.Calls);
        found[1].RequestId.ShouldBe(request);
        found[2].Turn.CallId.ShouldBe("call_1");
        found[3].Turn.Parts.ShouldBe(picture.Parts);
        found[0].Tokens.ShouldBe(TurnTokens.Of(found[0].Turn));
        var kept = (await store.FindAsync(Ada, talk.Id, default))!;
        (kept.Title, kept.Messages, kept.Metadata, kept.UpdatedAt).ShouldBe(("Which desks are there?", 4, """{"topic": "desks"}""", Rows.Noon.AddMinutes(1)));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_message_said_again_under_its_id_is_the_stored_one(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeptConversations(test.Database);
        var talk = await store.CreateAsync(Ada, New(), default);

        await store.AppendAsync(Ada, talk.Id, [Said("first", "m1")], At(1), default);
        var again = await store.AppendAsync(Ada, talk.Id, [Said("another text", "m1"), Said("second", "m2")], At(2), default);

        again.Messages.Select(message => (message.Sequence, message.Turn.Text, message.WasThere)).ShouldBe([(1, "first", true), (2, "second", false)]);
        again.Conversation!.Messages.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Fifty_appends_at_once_make_fifty_sequences_without_gaps(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeptConversations(test.Database);
        var talk = await store.CreateAsync(Shop, New(), default);

        await Parallel.ForEachAsync(Enumerable.Range(1, 50), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (number, stop) =>
            await store.AppendAsync(Shop, talk.Id, [Said($"message {number}", $"m{number}")], At(1), stop));

        var messages = await store.MessagesAsync(Shop, talk.Id, null, 100, default);
        messages.Select(message => message.Sequence).ShouldBe(Enumerable.Range(1, 50));
        messages.Select(message => message.ClientMessageId).Distinct().Count().ShouldBe(50);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Nobody_else_finds_anything(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeptConversations(test.Database);
        var talk = await store.CreateAsync(Ada, New(), default);
        await store.AppendAsync(Ada, talk.Id, [Said("mine")], At(1), default);

        foreach (var stranger in new ConversationHolder[] { new("default", "shop", "bob"), new("default", "billing", "ada"), new("acme", "shop", "ada"), new("default", "billing", null) })
        {
            (await store.FindAsync(stranger, talk.Id, default)).ShouldBeNull();
            (await store.MessagesAsync(stranger, talk.Id, null, 10, default)).ShouldBeEmpty();
            (await store.AppendAsync(stranger, talk.Id, [Said("theirs")], At(1), default)).Conversation.ShouldBeNull();
            (await store.SummariseAsync(stranger, talk.Id, "x", 1, 0, default)).ShouldBeFalse();
            (await store.DeleteAsync(stranger, talk.Id, default)).ShouldBeFalse();
            (await store.ListAsync(stranger, null, 10, default)).ShouldBeEmpty();
        }

        (await store.FindAsync(Shop, talk.Id, default)).ShouldNotBeNull("the service sees what its users keep");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_conversation_belongs_to_the_first_user_who_speaks_in_it(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeptConversations(test.Database);
        var talk = await store.CreateAsync(Shop, New(), default);

        (await store.AppendAsync(Ada, talk.Id, [Said("hello")], At(1), default)).Conversation!.User.ShouldBe("ada");

        (await store.FindAsync(Ada with { User = "bob" }, talk.Id, default)).ShouldBeNull();
        (await store.ListAsync(Ada, null, 10, default)).ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Lists_begin_with_the_latest_and_go_on_where_they_ended(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeptConversations(test.Database);
        var talks = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            talks.Add((await store.CreateAsync(Ada, New(), default)).Id);
        }

        await store.AppendAsync(Ada, talks[2], [Said("latest")], At(5), default);
        var first = await store.ListAsync(Shop, null, 2, default);
        var rest = await store.ListAsync(Shop, new ListPlace(first[^1].UpdatedAt, first[^1].Id), 10, default);

        first[0].Id.ShouldBe(talks[2]);
        first.Concat(rest).Select(one => one.Id).Order().ShouldBe(talks.Order());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Spending_adds_up_and_a_full_conversation_takes_nothing(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeptConversations(test.Database);
        var talk = await store.CreateAsync(Ada, New(), default);
        var spent = At(1) with { Tokens = 120, CostNanoUsd = 3_000, Truncations = 1, MostMessages = 3 };

        await store.AppendAsync(Ada, talk.Id, [Said("a"), Said("b")], spent, default);
        var over = await store.AppendAsync(Ada, talk.Id, [Said("c"), Said("d")], spent, default);

        over.IsFull.ShouldBeTrue();
        var kept = (await store.FindAsync(Ada, talk.Id, default))!;
        (kept.Messages, kept.Tokens, kept.CostNanoUsd, kept.Truncations).ShouldBe((2, 240, 6_000, 2));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_summary_is_replaced_only_by_who_read_it(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeptConversations(test.Database);
        var talk = await store.CreateAsync(Ada, New(), default);

        (await store.SummariseAsync(Ada, talk.Id, "They met.", 4, 0, default)).ShouldBeTrue();
        (await store.SummariseAsync(Ada, talk.Id, "late", 3, 0, default)).ShouldBeFalse();
        (await store.SummariseAsync(Ada, talk.Id, "They met and ate.", 9, 4, default)).ShouldBeTrue();

        var kept = (await store.FindAsync(Ada, talk.Id, default))!;
        (kept.Summary, kept.SummaryUpTo).ShouldBe(("They met and ate.", 9));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_over_is_erased_with_its_messages_and_talking_keeps_alive(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new KeptConversations(test.Database);
        var over = await store.CreateAsync(Ada, New(), default);
        var alive = await store.CreateAsync(Ada, New(), default);
        await store.AppendAsync(Ada, over.Id, [Said("soon gone")], At(1) with { ExpiresAt = Rows.Noon.AddDays(1) }, default);
        await store.AppendAsync(Ada, alive.Id, [Said("still here")], At(1) with { ExpiresAt = Rows.Noon.AddDays(90) }, default);

        (await store.ExpireAsync(Rows.Noon.AddDays(31), 100, default)).ShouldBe(1);

        (await store.FindAsync(Ada, over.Id, default)).ShouldBeNull();
        (await store.MessagesAsync(Ada, over.Id, null, 10, default)).ShouldBeEmpty();
        (await store.FindAsync(Ada, alive.Id, default)).ShouldNotBeNull();
        (await store.DeleteAsync(Ada, alive.Id, default)).ShouldBeTrue();
        (await store.FindAsync(Ada, alive.Id, default)).ShouldBeNull();
    }

    private static NewConversation New(string metadata = "{}") => new(metadata, Rows.Noon, Rows.Noon.AddDays(30));

    private static NewMessage Said(string text, string? id = null) => new(new PlainTurn(PlainRole.User, text)) { ClientMessageId = id };

    private static Appending At(int minutes) => new(Rows.Noon.AddMinutes(minutes), Rows.Noon.AddDays(30), 2000);
}
