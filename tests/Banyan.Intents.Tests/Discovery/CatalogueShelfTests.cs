using Banyan.Intents.Discovery.Composing;
using Banyan.Intents.Discovery.Keeping;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Settings;
using Banyan.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Intents.Tests.Discovery;

public sealed class CatalogueShelfTests
{
    [Fact]
    public async Task A_catalogue_that_others_can_not_be_told_of_is_kept_all_the_same()
    {
        var store = new MemoryCatalogueStore();
        var shelf = new CatalogueShelf(store, new TwoNodes { IsAway = true }, new FakeClock(), NullLogger<CatalogueShelf>.Instance);
        await shelf.KeepAsync(null, new Composed(IntentCatalogue.Empty, [], [], [], []), default);
        store.Versions.Keys.ShouldBe([IntentCatalogue.Empty.Version]);
    }
}
