using System.Text.Json;
using Banyan.Intents.Running.Journal;
using Banyan.Storage.Journal;
using Banyan.Storage.Leases;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Journal;

/// <summary>What a journal store must do, on both databases.</summary>
public sealed class JournalStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Events_come_back_as_they_went_in_and_their_numbers_have_no_gaps(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new JournalStore(test.Database);
        (await store.BeginAsync(Run("r1"), default)).IsNew.ShouldBeTrue();
        var exact = Json("""{"total": 240.00, "b": "\u0000 – 要約", "a": [1e3, null]}""");
        (await store.AppendAsync(Append("r1", 5, new JournalEntry("step_started", exact), new JournalEntry("step_ended", exact)), default)).ShouldBe(new AppendResult(AppendOutcome.Written, 3, false));
        var events = await store.ReadAsync("t", "r1", 0, default);
        events.Select(one => (one.Sequence, one.Kind)).ShouldBe([(1, "message_received"), (2, "step_started"), (3, "step_ended")]);
        events[2].Data.GetRawText().ShouldBe(exact.GetRawText());
        (events[2].At, events[2].Node, events[2].Fence).ShouldBe((Rows.Noon, "node", 5));
        (await store.ReadAsync("t", "r1", 2, default)).ShouldHaveSingleItem().Sequence.ShouldBe(3);
        await store.BeginAsync(Run("r2"), default);
        var all = await store.ReadAllAsync("t", ["r1", "r2", "r3"], default);
        all["r1"].Select(one => one.Sequence).ShouldBe([1, 2, 3]);
        all["r2"].Count().ShouldBe(1);
        all.Count.ShouldBe(2);
        (await store.ReadAllAsync("other", ["r1"], default)).Count.ShouldBe(0);
        (await store.ReadAllAsync("t", [], default)).Count.ShouldBe(0);
        (await store.ReadAsync("other", "r1", 0, default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Of_twenty_that_begin_with_one_message_one_begins_and_all_get_its_run(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new JournalStore(test.Database);
        var begun = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => store.BeginAsync(Run("r" + i) with { ClientMessageId = "m1" }, default))));
        var id = begun.Single(one => one.IsNew).Run.Id;
        begun.ShouldAllBe(one => one.Run.Id == id);
        (await store.BeginAsync(Run("x") with { ClientMessageId = "m1", Tenant = "other" }, default)).IsNew.ShouldBeTrue();
        (await store.FindAsync("t", "c1", "m1", default)).ShouldNotBeNull().Id.ShouldBe(id);
        (await store.FindAsync("other", "c1", "m2", default)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Writers_at_once_get_numbers_without_gap_or_double(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new JournalStore(test.Database);
        await store.BeginAsync(Run("r1"), default);
        var heads = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => store.AppendAsync(Append("r1", 1, Event(), Event()), default))));
        heads.Select(one => one.Head).Order().ShouldBe(Enumerable.Range(1, 30).Select(i => 1L + (2 * i)));
        (await store.ReadAsync("t", "r1", 0, default)).Select(one => one.Sequence).ShouldBe(Enumerable.Range(1, 61).Select(i => (long)i));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_late_holder_writes_nothing_from_the_moment_another_claims_the_run(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new JournalStore(test.Database);
        await store.BeginAsync(Run("r1"), default);
        (await store.ClaimAsync("t", "r1", 7, default)).ShouldNotBeNull().Fence.ShouldBe(7);
        (await store.AppendAsync(Append("r1", 7, Event()), default)).Outcome.ShouldBe(AppendOutcome.Written);
        (await store.ClaimAsync("t", "r1", 8, default)).ShouldNotBeNull().Head.ShouldBe(2);
        (await store.AppendAsync(Append("r1", 7, Event()), default)).ShouldBe(new AppendResult(AppendOutcome.Late, 0, false));
        (await store.ClaimAsync("t", "r1", 7, default)).ShouldBeNull();
        (await store.AppendAsync(Append("r1", 8, Event()) with { IsOpen = false, Status = "succeeded" }, default)).Head.ShouldBe(3);
        (await store.AppendAsync(Append("r1", 9, Event()), default)).Outcome.ShouldBe(AppendOutcome.Late, "it has ended");
        (await store.ReadAsync("t", "r1", 0, default)).Count.ShouldBe(3);
        (await store.FindAsync("t", "r1", default)).ShouldNotBeNull().Status.ShouldBe("succeeded");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_confirmation_is_used_once_by_its_person_and_in_time(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new JournalStore(test.Database);
        await store.BeginAsync(Run("r1"), default);
        var asked = Confirmation("7K3Q");
        (await store.AppendAsync(Append("r1", 1, Event()) with { Asks = asked }, default)).Outcome.ShouldBe(AppendOutcome.Written);
        (await store.AppendAsync(Append("r1", 1, Event()) with { Asks = asked }, default)).Outcome.ShouldBe(AppendOutcome.CodeTaken);
        var found = (await store.FindConfirmationAsync("t", "ada", "7K3Q", default)).ShouldNotBeNull();
        found.Hashes.ShouldBe(asked.Hashes);
        (found with { Hashes = asked.Hashes }).ShouldBe(asked);
        (await store.FindConfirmationAsync("t", "bob", "7K3Q", default)).ShouldBeNull();
        (await store.FindOpenConfirmationAsync("t", "ada", "c2", default)).ShouldBeNull();
        await RefusedAsync(store, new ConfirmationUse("bob", "7K3Q", "given", Rows.Noon));
        await RefusedAsync(store, new ConfirmationUse("ada", "7K3Q", "given", asked.ExpiresAt));
        var uses = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => store.AppendAsync(Append("r1", 1, Event()) with { Uses = new ConfirmationUse("ada", "7K3Q", "given", Rows.Noon) }, default))));
        uses.Count(one => one.Outcome == AppendOutcome.Written).ShouldBe(1);
        uses.Count(one => one.Outcome == AppendOutcome.ConfirmationGone).ShouldBe(9);
        (await store.ReadAsync("t", "r1", 0, default)).Count.ShouldBe(3, "the message, the question and one yes");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_turn_is_taken_and_let_go_with_what_is_appended_or_nothing_is(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (store, leases) = (new JournalStore(test.Database), new LeaseStore(test.Database, _clock));
        await store.BeginAsync(Run("r1"), default);
        await store.BeginAsync(Run("r2"), default);
        var wish = new TurnWish("write:1", TimeSpan.FromMinutes(1));
        var first = await store.AppendAsync(Append("r1", 1, Event()) with { Takes = wish }, default);
        first.Turn.ShouldNotBeNull().Name.ShouldBe("write:1");
        var refused = await store.AppendAsync(Append("r2", 1, Event()) with { Takes = wish }, default);
        refused.ShouldBe(new AppendResult(AppendOutcome.TurnTaken, 0, false));
        (await store.ReadAsync("t", "r2", 0, default)).Count.ShouldBe(1, "nothing was appended");

        // The end of one write lets go what the start of the next one takes.
        var next = await store.AppendAsync(Append("r1", 1, Event(), Event()) with { Takes = wish, Releases = [first.Turn] }, default);
        next.Turn.ShouldNotBeNull().Fence.ShouldBeGreaterThan(first.Turn.Fence);
        (await store.AppendAsync(Append("r1", 1, Event()) with { Releases = [first.Turn, next.Turn] }, default)).Outcome.ShouldBe(AppendOutcome.Written);
        (await leases.TryTakeAsync("t", "write:1", TimeSpan.FromMinutes(1), default)).ShouldNotBeNull();
        (await store.AppendAsync(Append("r1", 0, Event()) with { Takes = new TurnWish("write:2", TimeSpan.FromMinutes(1)) }, default)).Outcome.ShouldBe(AppendOutcome.Late);
        (await leases.TryTakeAsync("t", "write:2", TimeSpan.FromMinutes(1), default)).ShouldNotBeNull("who is late takes nothing");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Turns_that_cross_never_wait_for_each_other(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new JournalStore(test.Database);
        string[] names = ["write:a", "write:b"];
        await Task.WhenAll(Enumerable.Range(0, 2).Select(run => Task.Run(async () =>
        {
            await store.BeginAsync(Run("r" + run), default);
            Gateway.Spine.Lease? held = null;
            for (var i = 0; i < 60; i++)
            {
                var result = await store.AppendAsync(
                    Append("r" + run, 1, Event()) with { Takes = new TurnWish(names[(run + i) % 2], TimeSpan.FromMinutes(1)), Releases = held is null ? [] : [held] }, default);
                result.Outcome.ShouldBeOneOf(AppendOutcome.Written, AppendOutcome.TurnTaken);
                held = result.Turn;
            }
        })));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_fifth_wrong_answer_cancels_a_confirmation(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new JournalStore(test.Database);
        await store.BeginAsync(Run("r1"), default);
        await store.AppendAsync(Append("r1", 1, Event()) with { Asks = Confirmation("7K3Q") }, default);
        for (var i = 0; i < 4; i++)
        {
            (await store.MissAsync("t", "ada", "c1", 5, default)).ShouldBeEmpty();
        }

        (await store.MissAsync("t", "bob", "c1", 5, default)).ShouldBeEmpty();
        (await store.MissAsync("t", "ada", "c1", 5, default)).ShouldBe(["r1"]);
        await RefusedAsync(store, new ConfirmationUse("ada", "7K3Q", "given", Rows.Noon));
        (await store.FindOpenConfirmationAsync("t", "ada", "c1", default)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Runs_nobody_holds_are_found_when_they_are_due(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var (store, leases) = (new JournalStore(test.Database), new LeaseStore(test.Database, _clock));
        foreach (var id in new[] { "r1", "r2", "r3", "r4" })
        {
            await store.BeginAsync(Run(id), default);
        }

        var held = (await leases.TryTakeAsync("t", "run:r2", TimeSpan.FromMinutes(1), default))!;
        await store.AppendAsync(Append("r3", 1, Event()) with { IsOpen = false }, default);
        await store.AppendAsync(Append("r4", 1, Event()) with { DueAt = Rows.Noon.AddMinutes(10) }, default);
        (await AbandonedAsync(Rows.Noon)).ShouldBe(["r1"]);
        await leases.ReleaseAsync(held, default);
        (await AbandonedAsync(Rows.Noon.AddMinutes(9))).ShouldBe(["r1", "r2"]);
        (await AbandonedAsync(Rows.Noon.AddMinutes(10))).ShouldBe(["r1", "r2", "r4"]);

        async Task<IEnumerable<string>> AbandonedAsync(DateTimeOffset at) => (await store.ReadAbandonedAsync(at, 10, default)).Select(run => run.Id).Order();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Only_its_person_can_stop_a_run_and_its_writer_hears_of_it(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new JournalStore(test.Database);
        await store.BeginAsync(Run("r1"), default);
        (await store.AskCancelAsync("t", "bob", "r1", default)).ShouldBeFalse();
        (await store.AskCancelAsync("other", "ada", "r1", default)).ShouldBeFalse();
        (await store.AppendAsync(Append("r1", 1, Event()), default)).IsCancelAsked.ShouldBeFalse();
        (await store.AskCancelAsync("t", "ada", "r1", default)).ShouldBeTrue();
        (await store.AppendAsync(Append("r1", 1, Event()), default)).IsCancelAsked.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_persons_runs_are_listed_latest_first_and_erased_without_the_journals_bones(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new JournalStore(test.Database);
        foreach (var id in new[] { "r1", "r2", "r3" })
        {
            await store.BeginAsync(Run(id), default);
        }

        await store.AppendAsync(Append("r1", 1, Event()) with { IsOpen = false }, default);
        (await store.ReadOfAsync("t", "ada", RunFilter.All, null, 2, default)).Select(run => run.Id).ShouldBe(["r3", "r2"]);
        (await store.ReadOfAsync("t", "ada", RunFilter.All, "r2", 2, default)).Select(run => run.Id).ShouldBe(["r1"]);
        (await store.ReadOfAsync("t", "bob", RunFilter.All, null, 2, default)).ShouldBeEmpty();
        var (conversation, status) = ((await store.FindAsync("t", "r2", default))!.ConversationId, (await store.FindAsync("t", "r2", default))!.Status);
        (await store.ReadOfAsync("t", "ada", new RunFilter(conversation, status), null, 5, default)).ShouldContain(run => run.Id == "r2");
        (await store.ReadOfAsync("t", "ada", new RunFilter("another", null), null, 5, default)).ShouldBeEmpty();
        (await store.ReadOfAsync("t", "ada", new RunFilter(null, "no such status"), null, 5, default)).ShouldBeEmpty();
        (await store.EraseAsync("t", "bob", default)).ShouldBe(0);
        (await store.EraseAsync("t", "ada", default)).ShouldBe(1);
        (await store.ReadAsync("t", "r1", 0, default)).Select(one => (one.Sequence, one.Data.GetRawText())).ShouldBe([(1, "{}"), (2, "{}")]);
        (await store.ReadAsync("t", "r2", 0, default))[0].Data.GetRawText().ShouldNotBe("{}");
        (await store.ReadOfAsync("t", "ada", RunFilter.All, null, 5, default)).Select(run => run.Id).ShouldBe(["r3", "r2"]);
    }

    private static async Task RefusedAsync(JournalStore store, ConfirmationUse use)
    {
        var before = (await store.FindAsync("t", "r1", default))!.Head;
        (await store.AppendAsync(Append("r1", 1, Event()) with { Uses = use }, default)).Outcome.ShouldBe(AppendOutcome.ConfirmationGone);
        (await store.FindAsync("t", "r1", default))!.Head.ShouldBe(before);
    }

    private static NewRun Run(string id) => new()
    {
        Tenant = "t",
        Id = id,
        ConversationId = "c1",
        ClientMessageId = id,
        SubjectId = "ada",
        MessageHash = "hash",
        At = Rows.Noon,
        Node = "node",
        Data = Json("""{"text":"hello"}"""),
    };

    private static JournalAppend Append(string run, long fence, params JournalEntry[] events) =>
        new() { Tenant = "t", RunId = run, Fence = fence, Node = "node", At = Rows.Noon, Events = events, Status = "running" };

    private static JournalConfirmation Confirmation(string code) => new()
    {
        Tenant = "t",
        SubjectId = "ada",
        Code = code,
        RunId = "r1",
        ConversationId = "c1",
        Hashes = ["h1", "h2"],
        ExpiresAt = Rows.Noon.AddMinutes(10),
    };

    private static JournalEntry Event() => new("step_ended", Json("""{"a":1}"""));

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
