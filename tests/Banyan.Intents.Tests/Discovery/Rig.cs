using Banyan.Intents.Discovery.Fetching;
using Banyan.Intents.Discovery.Keeping;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Intents.Tests.Discovery;

/// <summary>Discovery over real HTTP on a clock that tests move.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly DiscoveryEgress _egress = new(new AnyConnector());
    private readonly DiscoveryLoop _loop;
    private readonly Secrets _secrets = new();
    private readonly SemaphoreSlim _changed = new(0);

    public Rig(MemoryCatalogueStore? store = null)
    {
        Store = store ?? new MemoryCatalogueStore();
        var time = Clock;
        Keeper = new CatalogueKeeper(Settings, time);
        var fetch = new DiscoveryFetch(_egress.Invoker, _secrets, time);
        var shelf = new CatalogueShelf(Store, new Settings.TwoNodes { IsAway = Store.IsAway }, time, NullLogger<CatalogueShelf>.Instance);
        _loop = new DiscoveryLoop(new DiscoveryParts(Keeper, new DirectoryBook(fetch, time), fetch, shelf), Settings, time, NullLogger<DiscoveryLoop>.Instance);
        Keeper.OnChange(() => _changed.Release());
    }

    public FakeClock Clock { get; } = new();

    public MemoryCatalogueStore Store { get; }

    public TestSettings Settings { get; } = new();

    public CatalogueKeeper Keeper { get; }

    public CatalogueView View => ((ICatalogueView)Keeper).Current;

    public static BackendSource Source(string name, Uri url, Generation generation = Generation.Modern, bool isTrusted = true) =>
        new(new Backend { Name = name, BaseUrl = url, Generation = generation, IsTrusted = isTrusted }, null, null, null, []);

    public async Task<Rig> StartAsync(params BackendSource[] backends)
    {
        Settings.Change(before => before with { Backends = backends });
        await _loop.StartAsync(default);
        return this;
    }

    /// <summary>Waits until the view is as wanted; a change wakes it, nothing is polled.</summary>
    public async Task<CatalogueView> UntilAsync(Func<CatalogueView, bool> isSo)
    {
        while (!isSo(View))
        {
            (await _changed.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue("the catalogue never became what the test waits for");
        }

        return View;
    }

    /// <summary>Lets time pass, and waits until the loop sleeps again on the clock.</summary>
    public async Task<Rig> PassAsync(TimeSpan span)
    {
        await Clock.ArmedAsync();
        Clock.Advance(span);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _loop.StopAsync(default);
        _loop.Dispose();
        _egress.Dispose();
        _changed.Dispose();
    }

    private sealed class Secrets : IBackendSecrets
    {
        public string? Reveal(string keyRef) => keyRef == "env:LEGACY_KEY" ? "s3cret" : null;
    }
}
