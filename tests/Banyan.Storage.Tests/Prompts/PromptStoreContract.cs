using Banyan.Gateway.Prompts;
using Banyan.Gateway.Prompts.Store;
using Banyan.Gateway.Prompts.Variables;
using Banyan.Storage.Prompts;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Prompts;

/// <summary>What every store of prompts must do, on both databases.</summary>
public sealed class PromptStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_prompt_and_its_version_come_back_as_they_went_in(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new PromptStore(test.Database);
        var prompt = PromptSamples.Prompt("billing/reminder") with { Description = "Erinnerung – 督促", Tags = ["b", "a"] };
        var version = PromptSamples.Version(prompt) with
        {
            Note = "first",
            Content = new PromptContent
            {
                Messages = PromptSamples.Json("""[{"role":"system","content":"Be {{tone}}."}]"""),
                Variables = [new PromptVariable("tone", VariableType.Enum) { Validation = PromptSamples.Json("""{"enum":["kind","curt"]}"""), IsSensitive = true, Match = VariableMatch.Set, Description = "How" }],
                Config = PromptSamples.Json("""{"z":1,"a":{"y":2,"b":1.0}}"""),
                Metadata = PromptSamples.Json("""{"owner":"team"}"""),
            },
        };
        (await store.CreateAsync(prompt, version, default)).ShouldBeTrue();

        var page = await store.ReadAsync(PromptSamples.Tenant, default);
        page.Prompts.ShouldHaveSingleItem().ShouldBe(prompt with { Tags = page.Prompts[0].Tags });
        page.Prompts[0].Tags.ShouldBe(["b", "a"]);
        page.Heads.ShouldBe([new VersionHead(version.Id, prompt.Id, 1, VersionStatus.Draft)]);
        page.Served.ShouldBeEmpty("nobody can reach a draft by name");
        var read = (await store.VersionsOfAsync(PromptSamples.Tenant, [prompt.Id], default)).ShouldHaveSingleItem();
        read.Content.Config!.Value.GetRawText().ShouldBe("""{"z":1,"a":{"y":2,"b":1.0}}""", "members keep their order and numbers their digits");
        read.Content.Messages!.Value.GetRawText().ShouldBe(version.Content.Messages!.Value.GetRawText());
        VariablesJson.Write(read.Content.Variables).ShouldBe(VariablesJson.Write(version.Content.Variables));
        read.ShouldBe(version with { Content = read.Content, Number = 1, Approvals = read.Approvals });
        (await store.VersionsAsync("other", [version.Id], default)).ShouldBeEmpty();
        (await store.ReadAsync("other", default)).Prompts.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_name_is_taken_once_in_a_tenant(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new PromptStore(test.Database);
        var prompt = PromptSamples.Prompt("one");
        (await store.CreateAsync(prompt, null, default)).ShouldBeTrue();
        (await store.CreateAsync(PromptSamples.Prompt("one"), null, default)).ShouldBeFalse();
        (await store.CreateAsync(PromptSamples.Prompt("one") with { Tenant = "other" }, null, default)).ShouldBeTrue();
        var two = PromptSamples.Prompt("two");
        await store.CreateAsync(two, null, default);
        (await store.UpdateAsync(two with { Name = "one" }, default)).ShouldBe(StoreEnd.Taken);
        (await store.UpdateAsync(two with { Name = "three", ArchivedAt = Rows.Noon }, default)).ShouldBe(StoreEnd.Done);
        (await store.UpdateAsync(two with { Name = "four" }, default)).ShouldBe(StoreEnd.Stale);
        (await store.UpdateAsync(PromptSamples.Prompt("five"), default)).ShouldBe(StoreEnd.Gone);
        (await store.ReadAsync(PromptSamples.Tenant, default)).Prompts.Single(one => one.Id == two.Id).ShouldSatisfyAllConditions(
            read => read.Name.ShouldBe("three"), read => read.Revision.ShouldBe(2), read => read.ArchivedAt.ShouldBe(Rows.Noon));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Numbers_have_no_gap_and_no_twin_however_many_write_at_once(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new PromptStore(test.Database);
        var prompt = PromptSamples.Prompt("many");
        await store.CreateAsync(prompt, null, default);
        var added = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => store.AddVersionAsync(PromptSamples.Tenant, PromptSamples.Version(prompt), default)));
        added.Select(version => version!.Number).Order().ShouldBe(Enumerable.Range(1, 12));
        (await store.AddVersionAsync("other", PromptSamples.Version(prompt), default)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Of_two_who_publish_at_once_one_wins_and_one_is_told(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new PromptStore(test.Database);
        var prompt = PromptSamples.Prompt("contested");
        await store.CreateAsync(prompt, PromptSamples.Version(prompt) with { Status = VersionStatus.Active }, default);
        for (var round = 1; round <= 10; round++)
        {
            var first = await store.AddVersionAsync(PromptSamples.Tenant, PromptSamples.Version(prompt), default);
            var second = await store.AddVersionAsync(PromptSamples.Tenant, PromptSamples.Version(prompt), default);
            var active = (await store.ReadAsync(PromptSamples.Tenant, default)).Heads.Single(head => head.Status == VersionStatus.Active).Number;
            var ends = await Task.WhenAll(new[] { first, second }.Select(version => store.ActivateAsync(Activate(prompt, version!.Id, active), default)));
            ends.Order().ShouldBe([StoreEnd.Done, StoreEnd.Stale]);
        }

        var page = await store.ReadAsync(PromptSamples.Tenant, default);
        page.Heads.Count(head => head.Status == VersionStatus.Active).ShouldBe(1);
        page.Heads.Count(head => head.Status == VersionStatus.Deprecated).ShouldBe(10);
        page.Served.ShouldHaveSingleItem().ShouldSatisfyAllConditions(version => version.PublishedBy.ShouldBe("ada"), version => version.PublishedAt.ShouldBe(Rows.Noon));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_database_itself_holds_that_one_version_is_active(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new PromptStore(test.Database);
        var prompt = PromptSamples.Prompt("single");
        await store.CreateAsync(prompt, PromptSamples.Version(prompt) with { Status = VersionStatus.Active }, default);
        await store.AddVersionAsync(PromptSamples.Tenant, PromptSamples.Version(prompt), default);
        await Should.ThrowAsync<Exception>(() => test.Database.WriteAsync(
            transaction => Dapper.SqlMapper.ExecuteAsync(transaction.Connection!, "UPDATE prompt_versions SET status = 'active'", transaction: transaction), default));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_draft_changes_by_its_hash_and_what_was_published_never(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new PromptStore(test.Database);
        var prompt = PromptSamples.Prompt("draft");
        await store.CreateAsync(prompt, null, default);
        var draft = (await store.AddVersionAsync(PromptSamples.Tenant, PromptSamples.Version(prompt), default))!;
        (await store.ApproveAsync(PromptSamples.Tenant, draft.Id, "grace", Rows.Noon, default)).ShouldBe(StoreEnd.Done);
        (await store.ApproveAsync(PromptSamples.Tenant, draft.Id, "grace", Rows.Noon, default)).ShouldBe(StoreEnd.Done);
        (await store.VersionsAsync(PromptSamples.Tenant, [draft.Id], default))[0].Approvals.ShouldBe(["grace"]);

        var changed = draft with { Content = new PromptContent { Template = "other" }, ContentHash = "sha256:2" };
        (await store.EditDraftAsync(PromptSamples.Tenant, changed, "sha256:9", default)).ShouldBe(StoreEnd.Stale);
        (await store.EditDraftAsync(PromptSamples.Tenant, changed, draft.ContentHash, default)).ShouldBe(StoreEnd.Done);
        var read = (await store.VersionsAsync(PromptSamples.Tenant, [draft.Id], default))[0];
        read.Content.Template.ShouldBe("other");
        read.Approvals.ShouldBeEmpty("what was approved is not what it says now");

        (await store.ActivateAsync(Activate(prompt, draft.Id, null), default)).ShouldBe(StoreEnd.Done);
        (await store.EditDraftAsync(PromptSamples.Tenant, changed, "sha256:2", default)).ShouldBe(StoreEnd.Stale);
        (await store.EditDraftAsync("other", changed, "sha256:2", default)).ShouldBe(StoreEnd.Gone);
        (await store.DeprecateAsync(PromptSamples.Tenant, draft.Id, default)).ShouldBe(StoreEnd.Done);
        (await store.DeprecateAsync("other", draft.Id, default)).ShouldBe(StoreEnd.Gone);
        (await store.ReadAsync(PromptSamples.Tenant, default)).Served.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_label_points_at_a_version_of_its_own_prompt_and_makes_it_served(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new PromptStore(test.Database);
        var (one, two) = (PromptSamples.Prompt("one"), PromptSamples.Prompt("two"));
        await store.CreateAsync(one, null, default);
        await store.CreateAsync(two, null, default);
        var first = (await store.AddVersionAsync(PromptSamples.Tenant, PromptSamples.Version(one), default))!;
        var second = (await store.AddVersionAsync(PromptSamples.Tenant, PromptSamples.Version(one), default))!;
        var label = new PromptLabel(one.Id, "beta", first.Id, true, "ada", Rows.Noon);
        (await store.MoveLabelAsync(PromptSamples.Tenant, label, default)).ShouldBe(StoreEnd.Done);
        (await store.MoveLabelAsync(PromptSamples.Tenant, label with { PromptId = two.Id }, default)).ShouldBe(StoreEnd.Gone);
        (await store.MoveLabelAsync("other", label, default)).ShouldBe(StoreEnd.Gone);
        var moved = label with { VersionId = second.Id, IsProtected = false, MovedBy = "grace" };
        (await store.MoveLabelAsync(PromptSamples.Tenant, moved, default)).ShouldBe(StoreEnd.Done);
        var page = await store.ReadAsync(PromptSamples.Tenant, default);
        page.Labels.ShouldBe([moved]);
        page.Served.ShouldHaveSingleItem().Id.ShouldBe(second.Id);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Every_change_counts_the_tenants_revision_up_and_no_other(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new PromptStore(test.Database);
        (await store.RevisionsAsync(default)).ShouldBeEmpty();
        var prompt = PromptSamples.Prompt("counted");
        await store.CreateAsync(prompt, null, default);
        await store.CreateAsync(PromptSamples.Prompt("x") with { Tenant = "other" }, null, default);
        var before = await store.RevisionsAsync(default);
        await store.AddVersionAsync(PromptSamples.Tenant, PromptSamples.Version(prompt), default);
        var after = await store.RevisionsAsync(default);
        after[PromptSamples.Tenant].ShouldBeGreaterThan(before[PromptSamples.Tenant]);
        after["other"].ShouldBe(before["other"]);
        (await store.ReadAsync(PromptSamples.Tenant, default)).Revision.ShouldBe(after[PromptSamples.Tenant]);
    }

    private static Activation Activate(Prompt prompt, Guid version, int? expected) => new(PromptSamples.Tenant, prompt.Id, version, expected, "ada", Rows.Noon);
}
