using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Discovery;

/// <summary>What happens when a backend changes its mind, or a new one appears.</summary>
public sealed class RediscoverySuite
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task An_addition_is_adopted()
    {
        await using var backend = await TestBackend.StartAsync();
        backend.Serve("/.well-known/banyan-intents", Documents.Manifest());
        await using var rig = await StartedAsync(backend);
        var before = rig.Keeper.Current;
        backend.Serve("/.well-known/banyan-intents", Documents.Manifest(cancelParams: "'orderId':{'type':'string'},'reason':{'type':'string','enum':['late','wrong']},'note':{'type':'string'}"));
        await rig.PassAsync(FiveMinutes);
        var view = await rig.UntilAsync(now => now.Catalogue.Version != before.Version);
        view.Catalogue.Intents["orders.cancel"].Params.Properties.Keys.ShouldContain("note");
        view.Quarantined.ShouldBeEmpty();
        rig.Keeper.Find(before.Version).ShouldBeSameAs(before);
    }

    [Fact]
    public async Task A_changed_definition_waits_for_approval_while_the_old_one_serves()
    {
        await using var backend = await TestBackend.StartAsync();
        backend.Serve("/.well-known/banyan-intents", Documents.Manifest());
        await using var rig = await StartedAsync(backend);
        backend.Serve("/.well-known/banyan-intents", Documents.Manifest(effect: "write"));
        await rig.PassAsync(FiveMinutes);
        var view = await rig.UntilAsync(now => now.Quarantined.Count > 0);
        var waiting = view.Quarantined.ShouldHaveSingleItem();
        (waiting.Key, waiting.IsServing).ShouldBe(("orders.cancel", true));
        waiting.Reason.ShouldContain("effect changed");
        view.Catalogue.Intents["orders.cancel"].Effect.ShouldBe(Effect.Destructive);
        view.Catalogue.Intents["orders.cancel"].Quarantine.ShouldBeNull();

        rig.Settings.Change(before => before with { Approved = new Dictionary<string, string>(StringComparer.Ordinal) { ["orders.cancel"] = waiting.Hash! } });
        (await rig.UntilAsync(now => now.Quarantined.Count == 0)).Catalogue.Intents["orders.cancel"].Effect.ShouldBe(Effect.Write);
    }

    [Fact]
    public async Task A_change_made_while_nobody_looked_is_noticed_after_a_restart()
    {
        var store = new MemoryCatalogueStore();
        await using var backend = await TestBackend.StartAsync();
        backend.Serve("/.well-known/banyan-intents", Documents.Manifest());
        await using (await StartedAsync(backend, store))
        {
        }

        backend.Serve("/.well-known/banyan-intents", Documents.Manifest(effect: "write"));
        await using var rig = await new Rig(store: store).StartAsync(Rig.Source("orders-api", backend.Url));
        (await rig.UntilAsync(now => now.Quarantined.Count > 0)).Catalogue.Intents["orders.cancel"].Effect.ShouldBe(Effect.Destructive);
    }

    [Fact]
    public async Task A_changed_definition_whose_old_operation_is_gone_is_withheld()
    {
        await using var backend = await TestBackend.StartAsync();
        backend.Serve("/.well-known/banyan-intents", Documents.Manifest());
        await using var rig = await StartedAsync(backend);
        backend.Serve("/.well-known/banyan-intents", Documents.Manifest().Replace("/orders/{orderId}/cancel", "/v2/orders/{orderId}/cancel", StringComparison.Ordinal));
        await rig.PassAsync(FiveMinutes);
        var view = await rig.UntilAsync(now => now.Quarantined.Count > 0);
        view.Quarantined.ShouldHaveSingleItem().IsServing.ShouldBeFalse();
        view.Catalogue.Intents["orders.cancel"].Quarantine.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_suspected_backend_is_asked_again_at_once_but_not_all_the_time()
    {
        await using var backend = await TestBackend.StartAsync();
        backend.Serve("/.well-known/banyan-intents", Documents.Manifest());
        await using var rig = await StartedAsync(backend);
        backend.Serve("/.well-known/banyan-intents", Documents.Manifest(getMore: ",'deprecated':true"));
        var suspect = rig.View.Backends[0].Backend;
        rig.Keeper.Suspect(suspect);
        rig.Keeper.Suspect(suspect);
        rig.View.Catalogue.Intents["orders.get"].IsDeprecated.ShouldBeFalse();
        await rig.PassAsync(TimeSpan.FromSeconds(10));
        (await rig.UntilAsync(now => now.Catalogue.Intents["orders.get"].IsDeprecated)).Backends[0].State.ShouldBe(BackendState.Fresh);
        backend.Asked.Count(ask => ask.Contains("banyan-intents", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_new_service_in_a_directory_is_found_within_its_time_and_only_where_allowed()
    {
        await using var platform = await TestBackend.StartAsync();
        await using var orders = await TestBackend.StartAsync();
        await using var stranger = await TestBackend.StartAsync();
        orders.Serve("/.well-known/banyan-intents", Documents.Manifest());
        stranger.Serve("/.well-known/banyan-intents", Documents.Manifest().Replace("orders.", "evil.", StringComparison.Ordinal));
        platform.Serve("/.well-known/api-catalog", "{\"linkset\":[]}");
        await using var rig = new Rig();
        rig.Settings.Change(before => before with { Directories = [new BackendDirectory(new Uri(platform.Url, "/.well-known/api-catalog"), Generation.Modern, true, [$"http://127.0.0.1:{orders.Url.Port}"])] });
        await rig.StartAsync();
        rig.Keeper.Current.Intents.ShouldBeEmpty();

        platform.Serve("/.well-known/api-catalog", Documents.Plain("""
            {'linkset':[{'anchor':'@orders','service-desc':[{'href':'@ordersopenapi/v1.json','title':'Orders API'}]},{'anchor':'@platform','item':[{'href':'@stranger'},{'href':'file:///etc/passwd'}]}]}
            """.Replace("@orders", orders.Url.ToString()).Replace("@platform", platform.Url.ToString()).Replace("@stranger", stranger.Url.ToString())));
        await rig.PassAsync(FiveMinutes);
        var view = await rig.UntilAsync(now => now.Catalogue.Intents.Count == 2);
        var found = view.Backends.ShouldHaveSingleItem();
        (found.Backend.Name, found.IsFound, found.Backend.Generation).ShouldBe(("orders-api", true, Generation.Modern));
        stranger.Asked.ShouldBeEmpty();

        // The directory dies: what it named stays, also across a restart.
        platform.Serve("/.well-known/api-catalog", context => { context.Response.StatusCode = 500; return Task.CompletedTask; });
        await using var later = new Rig(store: rig.Store);
        later.Settings.Change(_ => rig.Settings.Current);
        await later.StartAsync();
        (await later.UntilAsync(now => now.Backends is [{ State: BackendState.Fresh }])).Catalogue.Version.ShouldBe(view.Catalogue.Version);
    }

    [Fact]
    public async Task A_setting_of_how_a_backend_is_called_takes_effect_without_a_new_version()
    {
        await using var backend = await TestBackend.StartAsync();
        backend.Serve("/.well-known/banyan-intents", Documents.Manifest());
        await using var rig = await StartedAsync(backend);
        var before = rig.Keeper.Current;
        rig.Settings.Change(now => now with { Backends = [.. now.Backends.Select(one => one with { Backend = one.Backend with { Concurrency = 9 } })] });
        var view = await rig.UntilAsync(now => now.Catalogue.Intents["orders.get"].Modern!.Backend.Concurrency == 9);
        view.Catalogue.Version.ShouldBe(before.Version);
        rig.Keeper.Find(before.Version).ShouldBeSameAs(view.Catalogue);
    }

    [Fact]
    public async Task A_backend_taken_out_of_the_configuration_takes_its_intents_along()
    {
        await using var backend = await TestBackend.StartAsync();
        backend.Serve("/.well-known/banyan-intents", Documents.Manifest());
        await using var rig = await StartedAsync(backend);
        rig.Settings.Change(now => now with { Backends = [] });
        (await rig.UntilAsync(now => now.Backends.Count == 0)).Catalogue.Intents.ShouldBeEmpty();
    }

    [Fact]
    public async Task Readers_under_load_see_one_whole_catalogue_or_the_next()
    {
        await using var backend = await TestBackend.StartAsync();
        backend.Serve("/.well-known/banyan-intents", Numbered(0));
        await using var rig = await StartedAsync(backend);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var seen = 0;
            for (; !stop.IsCancellationRequested; seen++)
            {
                var now = rig.Keeper.Current;
                now.Intents["orders.get"].Title.ShouldBe(now.Intents["orders.cancel"].Title);
                rig.Keeper.Find(now.Version).ShouldBeSameAs(now);
            }

            return seen;
        })).ToList();
        for (var i = 1; i <= 20; i++)
        {
            backend.Serve("/.well-known/banyan-intents", Numbered(i));
            await rig.PassAsync(FiveMinutes);
            await rig.UntilAsync(now => now.Catalogue.Intents["orders.get"].Title == $"Title {i}");
        }

        await stop.CancelAsync();
        (await Task.WhenAll(readers)).ShouldAllBe(seen => seen > 0);
    }

    private static string Numbered(int number) => Documents.Manifest()
        .Replace("Look up an order", $"Title {number}", StringComparison.Ordinal).Replace("Cancel an order", $"Title {number}", StringComparison.Ordinal);

    private static async Task<Rig> StartedAsync(TestBackend backend, MemoryCatalogueStore? store = null)
    {
        var rig = await new Rig(store: store).StartAsync(Rig.Source("orders-api", backend.Url));
        await rig.UntilAsync(now => now.Backends is [{ State: BackendState.Fresh }]);
        return rig;
    }
}
