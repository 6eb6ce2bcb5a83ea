using Banyan.Gateway.Catalog;
using Banyan.Gateway.Catalog.Editing;
using Banyan.Gateway.Catalog.Secrets;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Catalog;

public sealed class StoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private readonly FakeClock _clock = new();
    private readonly Watching _observer = new();
    private readonly string _path;

    public StoreTests() => _path = Path.Combine(_folder.Path, "banyan.yaml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_good_reload_swaps_the_snapshot_and_counts_up()
    {
        using var store = Store("routing: { retry: { maxAttempts: 2 } }");
        var before = store.Current;
        Write("routing: { retry: { maxAttempts: 4 } }");

        var loaded = await store.ReloadAsync(TestContext.Current.CancellationToken);

        loaded.HasErrors.ShouldBeFalse();
        (before.Version, before.Retry.MaxAttempts).ShouldBe((1, 2));
        (store.Current.Version, store.Current.Retry.MaxAttempts).ShouldBe((2, 4));
        _observer.Seen.ShouldBe(["applied 2"]);
    }

    [Fact]
    public async Task A_bad_reload_changes_nothing_and_is_told()
    {
        using var store = Store("");
        var before = store.Current;
        Write("routing: { defaultModel: nobody }\nserver: { drain: soon }");

        var loaded = await store.ReloadAsync(TestContext.Current.CancellationToken);

        loaded.HasErrors.ShouldBeTrue();
        store.Current.ShouldBeSameAs(before);
        store.Loaded.HasErrors.ShouldBeFalse();
        _observer.Seen.ShouldHaveSingleItem().ShouldStartWith("rejected 2: CFG030 routing.defaultModel");
    }

    [Fact]
    public async Task An_observer_that_throws_stops_nothing()
    {
        using var store = new CatalogStore(Loaded(""), [new Throwing(), _observer], NullLogger<CatalogStore>.Instance);
        await store.ReloadAsync(TestContext.Current.CancellationToken);
        Write("a: [");
        await store.ReloadAsync(TestContext.Current.CancellationToken);

        store.Current.Version.ShouldBe(2);
        _observer.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Server_and_storage_wait_for_a_restart_and_say_so()
    {
        using var store = Store("server: { requestTimeout: 100s }");
        Write("server: { requestTimeout: 200s, listen: \"http://127.0.0.1:9999\" }\nstorage: { dataDir: /elsewhere }");

        var loaded = await store.ReloadAsync(TestContext.Current.CancellationToken);

        loaded.Problems.Where(problem => problem.Code == "CFG061").Select(problem => problem.Path).ShouldBe(["server.listen", "server.requestTimeout", "storage.dataDir"]);
        store.Current.RequestTimeout.ShouldBe(TimeSpan.FromSeconds(100));
        store.Current.Version.ShouldBe(2);
    }

    [Fact]
    public async Task What_the_database_holds_is_laid_over_the_file_and_stays_there_when_the_file_changes()
    {
        using var store = Store("");
        var layer = ConfigLayer.Empty with { Revision = Guid.CreateVersion7(), Entries = [new ConfigEntry("aliases", "fast", """{"targets":["mock/chat"]}""", 1)] };

        await store.LayAsync(layer, TestContext.Current.CancellationToken);
        Write("routing: { retry: { maxAttempts: 4 } }");
        await store.ReloadAsync(TestContext.Current.CancellationToken);

        store.Current.Aliases.ShouldContainKey("fast");
        (store.Current.Retry.MaxAttempts, store.Loaded.Layer.Revision).ShouldBe((4, layer.Revision));
    }

    [Fact]
    public void A_store_does_not_begin_with_errors() => Should.Throw<ArgumentException>(() => Store("capture: all"));

    [Fact]
    public void A_rotated_secret_reaches_the_snapshot_in_force_without_a_reload()
    {
        _environment["KEY"] = "sk-1";
        using var store = Store("providers: { openai: { apiKey: \"env:KEY\" } }");
        var secret = store.Current.Providers["openai"].Keys[0].Secret;

        _environment["KEY"] = "sk-2";
        store.RefreshSecrets().ShouldBeFalse();
        secret.Reveal().ShouldBe("sk-2");
        _environment.Remove("KEY");
        store.RefreshSecrets();
        secret.Reveal().ShouldBe("sk-2", "the last good value is kept");
    }

    [Fact]
    public async Task A_secret_that_can_no_longer_be_read_is_told_until_it_can()
    {
        var key = Path.Combine(_folder.Path, "key");
        await File.WriteAllTextAsync(key, "sk-file-1");
        using var store = Store($"providers: {{ openai: {{ apiKey: \"file:{key}\" }} }}");
        var alerts = new SecretReadings(store);
        store.RefreshSecrets();
        (await alerts.ReadAsync(default)).ShouldBeEmpty();

        File.Delete(key);
        store.RefreshSecrets();
        var told = (await alerts.ReadAsync(default)).ShouldHaveSingleItem();
        (told.Kind, told.ScopeId.StartsWith("openai/", StringComparison.Ordinal)).ShouldBe((AlertKinds.CredentialDead, true));
        store.Current.Providers["openai"].Keys[0].Secret.Reveal().ShouldBe("sk-file-1");

        await File.WriteAllTextAsync(key, "sk-file-2");
        store.RefreshSecrets();
        (await alerts.ReadAsync(default)).ShouldBeEmpty();
        store.Current.Providers["openai"].Keys[0].Secret.Reveal().ShouldBe("sk-file-2");
    }

    [Fact]
    public async Task The_watcher_reloads_when_the_file_changes_and_only_then()
    {
        using var store = Store("");
        using var watcher = new CatalogWatcher(store, _clock, NullLogger<CatalogWatcher>.Instance);
        await watcher.LookAsync(TestContext.Current.CancellationToken);
        store.Current.Version.ShouldBe(1);

        Write("routing: { retry: { maxAttempts: 9 } }");
        await watcher.LookAsync(TestContext.Current.CancellationToken);
        await watcher.LookAsync(TestContext.Current.CancellationToken);

        (store.Current.Version, store.Current.Retry.MaxAttempts).ShouldBe((2, 9));
    }

    [Fact]
    public async Task A_file_swapped_by_link_is_seen()
    {
        var (first, second) = (Path.Combine(_folder.Path, "one"), Path.Combine(_folder.Path, "two"));
        await File.WriteAllTextAsync(first, "routing: { retry: { maxAttempts: 2 } }", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(second, "routing: { retry: { maxAttempts: 3 } }", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(_path, first);
        using var store = new CatalogStore(ConfigLoader.Load(_path, _environment, _clock), [], NullLogger<CatalogStore>.Instance);
        using var watcher = new CatalogWatcher(store, _clock, NullLogger<CatalogWatcher>.Instance);
        File.Delete(_path);
        File.CreateSymbolicLink(_path, second);

        await watcher.LookAsync(TestContext.Current.CancellationToken);

        store.Current.Retry.MaxAttempts.ShouldBe(3);
    }

    [Fact]
    public async Task A_missing_secret_that_appears_completes_its_provider_within_30_looks()
    {
        var secret = Path.Combine(_folder.Path, "secret");
        using var store = Store($"providers: {{ openai: {{ apiKey: \"file:{secret}\" }} }}");
        using var watcher = new CatalogWatcher(store, _clock, NullLogger<CatalogWatcher>.Instance);
        store.Current.Providers["openai"].IsConfigured.ShouldBeFalse();
        await File.WriteAllTextAsync(secret, "sk-1", TestContext.Current.CancellationToken);

        for (var i = 0; i < 30; i++)
        {
            await watcher.LookAsync(TestContext.Current.CancellationToken);
        }

        store.Current.Providers["openai"].IsConfigured.ShouldBeTrue();
        store.Current.Version.ShouldBe(2);
    }

    [Fact]
    public async Task The_loop_looks_every_second()
    {
        var first = Loaded("");
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_clock).AddSingleton<ICatalogObserver>(_observer).AddCatalog(first).BuildServiceProvider();
        await using var owned = services;
        var loop = services.GetServices<IHostedService>().ShouldHaveSingleItem();
        await loop.StartAsync(TestContext.Current.CancellationToken);
        Write("aliases: { fast: { targets: [mock/chat] } }");
        var bound = System.Diagnostics.Stopwatch.StartNew();
        while (!_observer.First.Task.IsCompleted && bound.Elapsed < TimeSpan.FromSeconds(20))
        {
            _clock.Advance(CatalogWatcher.FileInterval);
            await Task.Yield();
        }

        services.GetRequiredService<ICatalog>().Current.Aliases.ShouldContainKey("fast");
        await loop.StopAsync(TestContext.Current.CancellationToken);
    }

    private CatalogStore Store(string text) => new(Loaded(text), [_observer], NullLogger<CatalogStore>.Instance);

    private LoadedConfig Loaded(string text)
    {
        Write(text);
        return ConfigLoader.Load(_path, _environment, _clock);
    }

    private void Write(string text) => File.WriteAllText(_path, text);

    private sealed class Watching : ICatalogObserver
    {
        public List<string> Seen { get; } = [];

        public TaskCompletionSource First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Applied(CatalogSnapshot snapshot)
        {
            Seen.Add($"applied {snapshot.Version}");
            First.TrySetResult();
        }

        public void Rejected(string summary, int errors) => Seen.Add($"rejected {errors}: {summary}");
    }

    private sealed class Throwing : ICatalogObserver
    {
        public void Applied(CatalogSnapshot snapshot) => throw new InvalidOperationException("observer");

        public void Rejected(string summary, int errors) => throw new InvalidOperationException("observer");
    }
}
