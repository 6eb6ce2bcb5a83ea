using Banyan.Gateway.Completions;
using Banyan.Gateway.Spine;
using Banyan.Storage.Completions;
using Banyan.Storage.Envelope;
using Banyan.TestKit;
using Dapper;

namespace Banyan.Storage.Tests.Completions;

/// <summary>What every store of completions must do, on both databases.</summary>
public sealed class CompletionStoreContract(PostgresFixture postgres) : IDisposable
{
    private readonly FakeClock _clock = new(Rows.Noon);
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_completion_comes_back_as_it_was_written_and_is_written_once(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new CompletionStore(test.Database);
        var whole = Row(0) with
        {
            User = "ada",
            Feature = "summaries",
            Team = "docs",
            PromptId = Guid.CreateVersion7(Rows.Noon),
            PromptVersionId = Guid.CreateVersion7(Rows.Noon),
            Variant = "b",
            ConversationId = Guid.CreateVersion7(Rows.Noon),
            ParentId = Guid.CreateVersion7(Rows.Noon),
            Metadata = """{"order": 7}""",
            Tags = ["nightly", "eu"],
            IdempotencyKey = "abc",
            TraceId = "0af7651916cd43dd8448eb211c80319c",
            Answer = End() with { Finish = "stop", TtftMs = 90, CostNanoUsd = 1_234_567, Decision = new RouteDecision("fast", "alias", [new RouteCandidate("lab/small", null), new RouteCandidate("lab/big", "has no price")]) },
        };
        var failed = Row(1) with { Outcome = Outcome.Failed, Fault = new CompletionFault("Overloaded", "provider_error", "It failed.", 2, "lab", "lab/small") };

        await store.AppendAsync([whole, failed], default);
        await store.AppendAsync([whole, failed], default);

        var found = (await store.FindAsync("default", whole.Id, default))!;
        Words(found).ShouldBe(Words(whole));
        Words((await store.FindAsync("default", failed.Id, default))!).ShouldBe(Words(failed));
        (await store.FindAsync("acme", whole.Id, default)).ShouldBeNull();
        (await store.ListAsync(new CompletionQuery("default"), default)).Count.ShouldBe(2);
    }

    [Fact]
    public void A_decision_comes_back_whole_and_one_of_before_with_what_it_told()
    {
        var whole = new RouteDecision("auto", "alias", [new RouteCandidate("a/m", null) { Gate = CandidateGate.HalfOpen, CostNanoUsd = 7, LatencyMs = 1.5, Quality = 0.5, Utility = 0.25, Affinity = 0.1 }])
        {
            Rule = "one",
            Rules = [new RuleMatch("one", "obeyed", null)],
            Chosen = "a/m",
            Chain = ["b/m"],
            Draw = "tie",
            Weighed = "auto",
            Note = "said",
            EstimatedTokens = 1,
            OutputReserve = 2,
            Micros = 3,
            CatalogVersion = 4,
        };
        var read = RouteBytes.Read(RouteBytes.Of(whole))!;
        read.Considered.ShouldBe(whole.Considered);
        read.Rules.ShouldBe(whole.Rules);
        read.Chain.ShouldBe(whole.Chain);
        (read with { Considered = whole.Considered, Rules = whole.Rules, Chain = whole.Chain }).ShouldBe(whole);

        RouteBytes.Of(null).ShouldBeNull();
        Should.Throw<InvalidDataException>(() => RouteBytes.Read([2, 0])).Message.ShouldContain("later release");

        var old = CompletionJson.ReadDecision("""{"requested":"fast","resolvedBy":"alias","considered":[{"model":"a/m","reason":"is down"}]}""")!;
        (old.Requested, old.Draw, old.Rules.Count, old.Chain.Count).ShouldBe(("fast", "order", 0, 0));
        old.Considered.ShouldHaveSingleItem().Reason.ShouldBe("is down");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Pages_go_from_the_newest_on_and_meet_every_row_once(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new CompletionStore(test.Database);
        CompletionRow[] rows = [.. Enumerable.Range(0, 120).Select(minute => Row(minute / 3) with { Answer = End() })];
        await store.AppendAsync(rows, default);

        var (seen, after) = (new List<CompletionRow>(), (CompletionPlace?)null);
        while (await store.ListAsync(new CompletionQuery("default") { First = 50, After = after }, default) is { Count: > 0 } page)
        {
            seen.AddRange(page);
            after = new CompletionPlace(page[^1].At, page[^1].Id);
        }

        seen.Select(row => row.Id).ShouldBeUnique();
        seen.Count.ShouldBe(120);
        seen.Select(row => row.At).ShouldBe(rows.Select(row => row.At).OrderDescending());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Everything_can_be_looked_for(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new CompletionStore(test.Database);
        var wanted = Row(5) with { User = "ada", Feature = "100%_sure", Answer = End(), Service = "billing" };
        await store.AppendAsync([Row(1), wanted, Row(9) with { Outcome = Outcome.Refused }, Row(5) with { Tenant = "acme" }], default);
        CompletionQuery[] queries =
        [
            new("default") { Services = ["billing", "other"] },
            new("default") { Users = ["ada"] },
            new("default") { Features = ["100%_sure"] },
            new("default") { Models = ["lab/small"] },
            new("default") { Search = "100%_SURE" },
            new("default") { Outcomes = [Outcome.Succeeded], From = Rows.Noon.AddMinutes(2) },
            new("default") { From = Rows.Noon.AddMinutes(5), Until = Rows.Noon.AddMinutes(6) },
        ];

        foreach (var query in queries)
        {
            (await store.ListAsync(query, default)).ShouldHaveSingleItem().Id.ShouldBe(wanted.Id);
        }

        (await store.ListAsync(new CompletionQuery("default") { Search = "100_" }, default)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_old_goes_with_its_answers(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new CompletionStore(test.Database);
        await store.AppendAsync([Row(0) with { Answer = End() }, Row(10) with { Answer = End() }], default);

        (await store.ExpireAsync(Rows.Noon.AddMinutes(5), 100, default)).ShouldBe(1);

        (await store.ListAsync(new CompletionQuery("default"), default)).ShouldHaveSingleItem();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_key_belongs_to_the_first_and_gives_its_answer_to_all_others(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var keys = Keys(test);
        var key = new CompletionKey("default", "shop", "hash", "body");
        var (first, second) = (Guid.CreateVersion7(Rows.Noon), Guid.CreateVersion7(Rows.Noon));

        (await keys.ClaimAsync(key, first, Times(0), default)).IsMine.ShouldBeTrue();
        (await keys.ClaimAsync(key, second, Times(0), default)).ShouldBe(new KeyClaim(false, false, first, null));
        (await keys.ClaimAsync(key with { Body = "another" }, second, Times(0), default)).IsOther.ShouldBeTrue();
        (await keys.ClaimAsync(key with { Service = "billing" }, second, Times(0), default)).IsMine.ShouldBeTrue();
        await keys.SaveAsync(key, second, """{"forged":true}""", default);
        await keys.SaveAsync(key, first, """{"content":"hi"}""", default);
        await keys.ReleaseAsync(key, first, default);

        (await keys.ClaimAsync(key, second, Times(60), default)).Answer.ShouldBe("""{"content":"hi"}""");
        (await Keys(test).ClaimAsync(key, second, Times(60), default)).Answer.ShouldBe("""{"content":"hi"}""", "another node reads it too");
        (await keys.FindAsync("default", "shop", "hash", first, Rows.Noon, default)).ShouldBe("""{"content":"hi"}""");
        (await keys.FindAsync("default", "billing", "hash", first, Rows.Noon, default)).ShouldBeNull("another service's");
        (await keys.FindAsync("default", "shop", "hash", second, Rows.Noon, default)).ShouldBeNull("it did not give the answer");
        (await keys.FindAsync("default", "shop", "hash", first, Rows.Noon.AddDays(2), default)).ShouldBeNull("its time is over");
        (await test.Database.Across.ReadAsync(connection => connection.ExecuteScalarAsync<string>("SELECT answer FROM idempotency_keys WHERE answer IS NOT NULL"), default))
            .ShouldNotBeNull().ShouldNotContain("hi\"", Case.Sensitive, "what models said is encrypted where it lies");
        (await keys.ClaimAsync(key, second, Times(60 * 25), default)).IsMine.ShouldBeTrue("a day later the key is free");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_key_whose_taker_died_is_free_again(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var keys = Keys(test);
        var key = new CompletionKey("default", "shop", "hash", "body");
        var (first, second) = (Guid.CreateVersion7(Rows.Noon), Guid.CreateVersion7(Rows.Noon));
        await keys.ClaimAsync(key, first, Times(0), default);
        await keys.HoldAsync(key, first, Rows.Noon.AddMinutes(3), default);

        (await keys.ClaimAsync(key, second, Times(2), default)).IsMine.ShouldBeFalse();
        (await keys.ClaimAsync(key, second, Times(4), default)).IsMine.ShouldBeTrue();
        await keys.ReleaseAsync(key, second, default);
        (await keys.ClaimAsync(key with { Body = "another" }, first, Times(5), default)).IsMine.ShouldBeTrue();
    }

    private CompletionKeyStore Keys(TestDatabase test) => new(test.Database, new TenantKeys(new DekStore(test.Database, KeyWrap.Load(_folder.File("master.key"), mayCreate: true)), _clock));

    private static string Words(CompletionRow row) => System.Text.Json.JsonSerializer.Serialize(row);

    private static KeyTimes Times(int minutes) => new(Rows.Noon.AddMinutes(minutes), Rows.Noon.AddMinutes(minutes + 1), Rows.Noon.AddMinutes(minutes).AddHours(24));

    private static CompletionEnd End() => new()
    {
        Provider = "lab",
        Model = "lab/small",
        PromptTokens = 11,
        CompletionTokens = 7,
        LatencyMs = 640,
        OverheadUs = 210,
        CompletedAt = Rows.Noon.AddMinutes(1),
    };

    private static CompletionRow Row(int minute) => new()
    {
        Id = Guid.CreateVersion7(Rows.Noon.AddMinutes(minute)),
        At = Rows.Noon.AddMinutes(minute),
        Tenant = "default",
        Service = "shop",
        KeyId = "Ab12Cd34",
        Door = "graphql",
        Dialect = "openai-chat",
        Operation = "chat",
        ModelPreference = "fast",
        EstimatedTokens = 12,
        Outcome = Outcome.Succeeded,
    };
}
