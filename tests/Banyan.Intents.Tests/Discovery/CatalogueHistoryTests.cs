using Banyan.Intents.Discovery;
using Banyan.Intents.Discovery.Keeping;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Discovery;

public sealed class CatalogueHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly MemoryCatalogueStore _store = new();

    [Fact]
    public async Task Two_catalogues_differ_in_what_came_went_and_changed()
    {
        Keep("sha256:1", 0, """[{"key":"a.get","title":"A","params":{"type":"object"},"modern":null},{"key":"b.get","title":"B"},{"key":"c.get","title":"C"}]""");
        Keep("sha256:2", 1, """[{"key":"a.get","title":"A","params":{"type":"string"},"modern":{"backend":"x"}},{"key":"b.get","title":"B"},{"key":"d.get","title":"D"}]""");
        var history = History();

        var changes = (await history.ChangesAsync("sha256:1", "sha256:2", default)).ShouldNotBeNull();

        changes.Select(change => (change.Key, change.Kind, string.Join(' ', change.Members))).ShouldBe([("a.get", "changed", "modern params"), ("c.get", "removed", ""), ("d.get", "added", "")]);
        (await history.ChangesAsync("sha256:2", "sha256:2", default)).ShouldNotBeNull().ShouldBeEmpty();
        (await history.ChangesAsync("sha256:0", "sha256:2", default)).ShouldBeNull();
    }

    [Fact]
    public async Task They_are_listed_latest_first_and_found_by_version()
    {
        Keep("sha256:1", 0, "[]");
        Keep("sha256:2", 1, "[]");

        (await History().ListAsync(10, default)).Select(one => one.Version).ShouldBe(["sha256:2", "sha256:1"]);
        (await History().FindAsync("sha256:1", default)).ShouldNotBeNull().CreatedAt.ShouldBe(Noon);
        History().Current.ShouldBe(IntentCatalogue.Empty.Version);
    }

    private CatalogueHistory History() => new(_store, new CatalogueKeeper(new Flow.FixedSettings(new IntentSettings()), TimeProvider.System));

    private void Keep(string version, int day, string intents) => _store.Versions[version] = new StoredCatalogue(version, intents, Noon.AddDays(day));
}
