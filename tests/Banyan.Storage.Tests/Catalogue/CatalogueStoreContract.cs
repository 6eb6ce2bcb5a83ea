using Banyan.Intents.Discovery;
using Banyan.Storage.Catalogue;
using Banyan.TestKit;

namespace Banyan.Storage.Tests.Catalogue;

/// <summary>What every catalogue store must do, on both databases.</summary>
public sealed class CatalogueStoreContract(PostgresFixture postgres)
{
    private readonly FakeClock _clock = new(Rows.Noon);

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_last_answer_of_each_backend_comes_back_as_it_went_in(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new CatalogueStore(test.Database);
        var second = new StoredAnswer("monolith", "http://127.0.0.1:2", "{ \"b\": \"ü 漢\",  \"a\": 1.10 }", Rows.Noon.AddMinutes(5));
        await store.PutAnswerAsync("default", new StoredAnswer("monolith", "http://127.0.0.1:1", "{}", Rows.Noon), default);
        await store.PutAnswerAsync("default", second, default);
        await store.PutAnswerAsync("default", new StoredAnswer("orders-api", "http://127.0.0.1:3", "[]", Rows.Noon), default);
        var kept = await store.ReadAnswersAsync("default", default);
        kept.ShouldBe([second, new StoredAnswer("orders-api", "http://127.0.0.1:3", "[]", Rows.Noon)]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_late_node_does_not_put_an_older_answer_over_a_newer(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new CatalogueStore(test.Database);
        await store.PutAnswerAsync("default", new StoredAnswer("monolith", "http://127.0.0.1:1", "new", Rows.Noon), default);
        await store.PutAnswerAsync("default", new StoredAnswer("monolith", "http://127.0.0.1:1", "old", Rows.Noon.AddSeconds(-1)), default);
        (await store.ReadAnswersAsync("default", default)).ShouldHaveSingleItem().Json.ShouldBe("new");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_version_is_kept_once_with_exactly_its_characters(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new CatalogueStore(test.Database);
        var first = new StoredCatalogue("sha256:ab", "[{\"total\":1.10,  \"key\":\"orders.get\"}]", Rows.Noon);
        await store.PutVersionAsync("default", first, default);
        await store.PutVersionAsync("default", first with { CreatedAt = Rows.Noon.AddDays(1) }, default);
        (await store.FindVersionAsync("default", "sha256:ab", default)).ShouldBe(first);
        (await store.FindVersionAsync("default", "sha256:cd", default)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Versions_are_listed_latest_first(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new CatalogueStore(test.Database);
        for (var day = 0; day < 3; day++)
        {
            await store.PutVersionAsync("default", new StoredCatalogue($"sha256:{day}", "[]", Rows.Noon.AddDays(day)), default);
        }

        await store.PutVersionAsync("other", new StoredCatalogue("sha256:9", "[]", Rows.Noon.AddDays(9)), default);
        (await store.ListVersionsAsync("default", 2, default)).ShouldBe([new CatalogueStamp("sha256:2", Rows.Noon.AddDays(2)), new CatalogueStamp("sha256:1", Rows.Noon.AddDays(1))]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_tenant_sees_nothing_of_another(string kind)
    {
        await using var test = await TestDatabase.MakeAsync(kind, postgres, _clock);
        var store = new CatalogueStore(test.Database);
        await store.PutAnswerAsync("one", new StoredAnswer("monolith", "http://127.0.0.1:1", "{}", Rows.Noon), default);
        await store.PutVersionAsync("one", new StoredCatalogue("sha256:ab", "[]", Rows.Noon), default);
        (await store.ReadAnswersAsync("two", default)).ShouldBeEmpty();
        (await store.FindVersionAsync("two", "sha256:ab", default)).ShouldBeNull();
    }
}
