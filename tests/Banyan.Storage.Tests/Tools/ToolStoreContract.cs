using System.Text.Json;
using Banyan.Gateway.Tools.Registry;
using Banyan.Storage.Tools;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Tools;

/// <summary>What every store of tools must do, on both databases.</summary>
public sealed class ToolStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_tool_comes_back_as_it_went_in(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new ToolStore(test.Database);
        var before = await store.RevisionAsync(default);
        var whole = Tool("find_order") with
        {
            OutputSchema = Json("""{"type":"array"}"""),
            Service = "shop",
            AuthRef = "shop",
            Effect = ToolEffect.Destructive,
            IsIdempotent = true,
            Timeout = TimeSpan.FromMilliseconds(1_500),
            Retry = new ToolRetry(1, 75, 1.5),
            IsEnabled = false,
        };
        (await store.PutAsync(whole, 0, default))!.Revision.ShouldBe(1);
        var kept = (await store.ListAsync("default", default)).ShouldHaveSingleItem();
        kept.InputSchema.GetRawText().ShouldBe(whole.InputSchema.GetRawText());
        kept.OutputSchema!.Value.GetRawText().ShouldBe("""{"type":"array"}""");
        (kept with { InputSchema = whole.InputSchema, OutputSchema = whole.OutputSchema }).ShouldBe(whole with { Revision = 1 });
        (await store.RevisionAsync(default)).ShouldBeGreaterThan(before);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Of_two_editors_of_one_revision_one_is_told(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new ToolStore(test.Database);
        var tool = (await store.PutAsync(Tool("find_order"), 0, default))!;
        var edits = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => store.PutAsync(tool with { Description = $"edit {i}" }, 1, default))));
        edits.Count(edit => edit is not null).ShouldBe(1);
        (await store.ListAsync("default", default)).Single().Revision.ShouldBe(2);
        (await store.PutAsync(tool, null, default))!.Revision.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_name_belongs_to_one_tool_of_a_tenant(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new ToolStore(test.Database);
        await store.PutAsync(Tool("find_order"), 0, default);
        (await store.PutAsync(Tool("find_order"), 0, default)).ShouldBeNull();
        (await store.PutAsync(Tool("find_order") with { Tenant = "other" }, 0, default)).ShouldNotBeNull();
        var second = (await store.PutAsync(Tool("cancel_order"), 0, default))!;
        (await store.PutAsync(second with { Name = "find_order" }, 1, default)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_tenant_neither_sees_nor_removes_anothers(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new ToolStore(test.Database);
        var tool = (await store.PutAsync(Tool("find_order"), 0, default))!;
        (await store.ListAsync("other", default)).ShouldBeEmpty();
        (await store.RemoveAsync("other", tool.Id, default)).ShouldBeFalse();
        (await store.PutAsync(tool with { Tenant = "other", Description = "taken over" }, null, default)).ShouldBeNull();
        (await store.RemoveAsync("default", tool.Id, default)).ShouldBeTrue();
        (await store.ListAsync("default", default)).ShouldBeEmpty();
    }

    internal static Tool Tool(string name) => new()
    {
        Id = Guid.CreateVersion7(Rows.Noon.AddMilliseconds(Random.Shared.Next(1, 1_000_000))),
        Tenant = "default",
        Name = name,
        Description = "Finds an order: \"ü\"",
        InputSchema = Json("""{ "type": "object",  "properties": { "id": { "type": "integer", "minimum": 1.0 } } }"""),
        Executor = ToolExecutorKind.Http,
        Endpoint = "https://shop.example/tools/find",
        CreatedAt = Rows.Noon,
        UpdatedAt = Rows.Noon,
        UpdatedBy = "admin",
    };

    internal static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
