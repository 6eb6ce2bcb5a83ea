using System.Text.Json;
using Banyan.Intents.Memory;
using Banyan.Intents.Running.Journal;
using Banyan.Storage.Conversations;
using Banyan.Storage.Journal;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Journal;

/// <summary>What becomes of journals after their runs have ended, on both databases.</summary>
public sealed class JournalUpkeepContract(PostgresFixture postgres)
{
    private static readonly ConversationOwner Ada = new("t", "ada");
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Old_runs_that_have_ended_go_whole_and_open_and_younger_ones_and_other_tenants_stay(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (store, upkeep) = (new JournalStore(test.Database), new JournalUpkeep(test.Database));
        await EndedAsync(store, "old1", "c1", Rows.Noon);
        await EndedAsync(store, "old2", "c1", Rows.Noon.AddMinutes(1));
        await EndedAsync(store, "young", "c1", Rows.Noon.AddDays(2));
        await store.BeginAsync(Run("open", "c1", Rows.Noon), default);
        await store.BeginAsync(Run("theirs", "c1", Rows.Noon) with { Tenant = "other" }, default);
        (await upkeep.TenantsAsync(default)).ShouldBe(["other", "t"]);

        (await upkeep.ExpireAsync("t", Rows.Noon.AddDays(1), 1, default)).ShouldBe(1, "at most so many at once, oldest first");
        (await store.FindAsync("t", "old1", default)).ShouldBeNull();
        (await upkeep.ExpireAsync("t", Rows.Noon.AddDays(1), 100, default)).ShouldBe(1);
        (await upkeep.ExpireAsync("t", Rows.Noon.AddDays(1), 100, default)).ShouldBe(0);

        (await store.ReadAsync("t", "old2", 0, default)).ShouldBeEmpty();
        (await store.FindConfirmationAsync("t", "ada", "old2", default)).ShouldBeNull();
        (await store.ReadAsync("t", "young", 0, default)).Count.ShouldBe(3);
        (await store.FindConfirmationAsync("t", "ada", "young", default)).ShouldNotBeNull();
        (await store.FindAsync("t", "open", default)).ShouldNotBeNull();
        (await store.FindAsync("other", "theirs", default)).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_conversation_takes_the_text_of_its_runs_along(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (store, upkeep) = (new JournalStore(test.Database), new JournalUpkeep(test.Database));
        foreach (var (run, talk) in new[] { ("mine", "c1"), ("also", "c1"), ("other", "c2") })
        {
            await EndedAsync(store, run, talk, Rows.Noon);
        }

        await store.BeginAsync(Run("open", "c1", Rows.Noon), default);
        (await upkeep.EmptyAsync("t", "bob", "c1", default)).ShouldBe(0);
        (await upkeep.EmptyAsync("other", "ada", "c1", default)).ShouldBe(0);

        (await upkeep.EmptyAsync("t", "ada", "c1", default)).ShouldBe(2);

        (await upkeep.EmptyAsync("t", "ada", "c1", default)).ShouldBe(0, "once is enough");
        (await store.ReadAsync("t", "mine", 0, default)).Select(one => (one.Sequence, one.Kind, one.Data.GetRawText())).ShouldBe([(1, "message_received", "{}"), (2, "x", "{}"), (3, "x", "{}")]);
        (await store.FindAsync("t", "also", default)).ShouldNotBeNull().MessageHash.ShouldBe("erased");
        (await store.FindConfirmationAsync("t", "ada", "mine", default)).ShouldBeNull();
        (await store.ReadAsync("t", "other", 0, default))[0].Data.GetRawText().ShouldNotBe("{}");
        (await store.ReadAsync("t", "open", 0, default))[0].Data.GetRawText().ShouldNotBe("{}", "it is carried on from there");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Runs_whose_conversation_is_gone_lose_their_text_and_others_keep_it(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (store, upkeep, talks) = (new JournalStore(test.Database), new JournalUpkeep(test.Database), new ConversationStore(test.Database, _clock));
        var kept = (await talks.OpenAsync(Ada, "shop", null, Rows.Noon.AddDays(30), default)).Id.ToString("D");
        var over = (await talks.OpenAsync(Ada, "shop", null, Rows.Noon.AddDays(1), default)).Id.ToString("D");
        await EndedAsync(store, "kept", kept, Rows.Noon);
        await EndedAsync(store, "over", over, Rows.Noon);
        await store.BeginAsync(Run("open", over, Rows.Noon), default);
        (await upkeep.EmptyOrphansAsync("t", 100, default)).ShouldBe(0);
        (await talks.ExpireAsync(Rows.Noon.AddDays(2), default)).ShouldBe(1);

        (await upkeep.EmptyOrphansAsync("other", 100, default)).ShouldBe(0);
        (await upkeep.EmptyOrphansAsync("t", 100, default)).ShouldBe(1);

        (await upkeep.EmptyOrphansAsync("t", 100, default)).ShouldBe(0);
        (await store.ReadAsync("t", "over", 0, default)).ShouldAllBe(one => one.Data.GetRawText() == "{}");
        (await store.ReadAsync("t", "kept", 0, default))[0].Data.GetRawText().ShouldNotBe("{}");
        (await store.ReadAsync("t", "open", 0, default))[0].Data.GetRawText().ShouldNotBe("{}");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_ended_run_is_added_to_by_one_writer_and_an_open_one_by_none(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (store, upkeep) = (new JournalStore(test.Database), new JournalUpkeep(test.Database));
        await EndedAsync(store, "r1", "c1", Rows.Noon);
        await store.BeginAsync(Run("open", "c1", Rows.Noon), default);
        var word = Append("r1", new JournalEntry("outcome_resolved", Json("""{"stepId":"s1"}"""))) with { Status = "succeeded", IsOpen = false };

        (await upkeep.AmendAsync(word, 2, default)).ShouldBeFalse("somebody else wrote meanwhile");
        (await upkeep.AmendAsync(word with { Tenant = "other" }, 3, default)).ShouldBeFalse();
        (await upkeep.AmendAsync(word with { RunId = "open" }, 1, default)).ShouldBeFalse();
        (await upkeep.AmendAsync(word, 3, default)).ShouldBeTrue();

        (await store.ReadAsync("t", "r1", 3, default)).ShouldHaveSingleItem().Kind.ShouldBe("outcome_resolved");
        (await store.FindAsync("t", "r1", default)).ShouldNotBeNull().ShouldSatisfyAllConditions(run => run.Head.ShouldBe(4), run => run.Status.ShouldBe("succeeded"), run => run.IsOpen.ShouldBeFalse());
        (await store.ReadAsync("t", "open", 0, default)).Count.ShouldBe(1);
    }

    /// <summary>A run that asked for a yes under its own id and ended with three events.</summary>
    private static async Task EndedAsync(JournalStore store, string id, string talk, DateTimeOffset at)
    {
        await store.BeginAsync(Run(id, talk, at), default);
        var asks = new JournalConfirmation { Tenant = "t", SubjectId = "ada", Code = id, RunId = id, ConversationId = talk, Hashes = ["h"], ExpiresAt = at.AddMinutes(10) };
        (await store.AppendAsync(Append(id, Event()) with { Asks = asks, At = at }, default)).Outcome.ShouldBe(AppendOutcome.Written);
        (await store.AppendAsync(Append(id, Event()) with { IsOpen = false, At = at }, default)).Outcome.ShouldBe(AppendOutcome.Written);
    }

    private static NewRun Run(string id, string talk, DateTimeOffset at) => new()
    {
        Tenant = "t",
        Id = id,
        ConversationId = talk,
        ClientMessageId = id,
        SubjectId = "ada",
        MessageHash = "hash",
        At = at,
        Node = "node",
        Data = Json("""{"text":"hello"}"""),
    };

    private static JournalAppend Append(string id, params JournalEntry[] events) => new() { Tenant = "t", RunId = id, Fence = 1, Node = "node", At = Rows.Noon, Status = "running", Events = events };

    private static JournalEntry Event() => new("x", Json("""{"total":240.00}"""));

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
