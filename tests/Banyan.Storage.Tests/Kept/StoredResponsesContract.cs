using Banyan.Gateway.Conversations;
using Banyan.Gateway.Conversations.Responses;
using Banyan.Storage.Kept;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Kept;

/// <summary>What every store of responses must do, on both databases.</summary>
public sealed class StoredResponsesContract(PostgresFixture postgres)
{
    private static readonly ConversationHolder Ada = new("default", "shop", "ada");
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_chain_is_read_from_its_beginning(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = await ThreeAsync(test);

        (await store.ChainAsync(Ada, "resp_3", Rows.Noon, default)).Select(link => link.Id).ShouldBe(["resp_1", "resp_2", "resp_3"]);
        (await store.ChainAsync(Ada, "resp_2", Rows.Noon, default)).Select(link => link.Input).ShouldBe(["[1]", "[2]"]);
        (await store.FindAsync(Ada, "resp_2", Rows.Noon, default))!.Response.ShouldBe("""{"id":"resp_2"}""");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_chain_with_a_missing_link_is_no_chain(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = await ThreeAsync(test);

        (await store.DeleteAsync(Ada, "resp_1", default)).ShouldBeTrue();

        (await store.ChainAsync(Ada, "resp_3", Rows.Noon, default)).ShouldBeEmpty();
        (await store.FindAsync(Ada, "resp_3", Rows.Noon, default)).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Nobody_else_goes_on_from_it(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = await ThreeAsync(test);

        foreach (var stranger in new ConversationHolder[] { new("default", "shop", "bob"), new("default", "billing", "ada"), new("acme", "shop", "ada") })
        {
            (await store.FindAsync(stranger, "resp_1", Rows.Noon, default)).ShouldBeNull();
            (await store.ChainAsync(stranger, "resp_3", Rows.Noon, default)).ShouldBeEmpty();
            (await store.DeleteAsync(stranger, "resp_1", default)).ShouldBeFalse();
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Going_on_keeps_the_beginning_alive(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = await ThreeAsync(test);
        var late = Rows.Noon.AddDays(20);

        await store.AddAsync(Ada, Stored("resp_4", "resp_3", late), default);

        (await store.ExpireAsync(Rows.Noon.AddDays(40), 10, default)).ShouldBe(0);
        (await store.ChainAsync(Ada, "resp_4", Rows.Noon.AddDays(40), default)).Count.ShouldBe(4);
        (await store.ChainAsync(Ada, "resp_4", Rows.Noon.AddDays(51), default)).ShouldBeEmpty();
        (await store.ExpireAsync(Rows.Noon.AddDays(51), 3, default)).ShouldBe(3);
    }

    private static async Task<StoredResponses> ThreeAsync(TestDatabase test)
    {
        var store = new StoredResponses(test.Database);
        await store.AddAsync(Ada, Stored("resp_1", null, Rows.Noon), default);
        await store.AddAsync(Ada, Stored("resp_2", "resp_1", Rows.Noon), default);
        await store.AddAsync(Ada, Stored("resp_3", "resp_2", Rows.Noon), default);
        return store;
    }

    private static StoredResponse Stored(string id, string? previous, DateTimeOffset at) =>
        new(id, previous, $"[{id[^1]}]", $$"""{"id":"{{id}}"}""") { CreatedAt = at, ExpiresAt = at.AddDays(30) };
}
