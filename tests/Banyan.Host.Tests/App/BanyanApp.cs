using Banyan.Gateway.Callers;
using Banyan.Gateway.Catalog;
using Banyan.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.App;

/// <summary>The whole service on a free loopback port, with a folder of its own, as a user would start it.</summary>
public sealed class BanyanApp : IAsyncDisposable
{
    /// <summary>Among the environment: the key that wraps secrets, in base64, which nodes of one database share.</summary>
    public const string MasterKey = "MASTER_KEY";

    private readonly WebApplication _app;
    private readonly TempFolder _folder;

    private BanyanApp(WebApplication app, TempFolder folder, string key)
    {
        (_app, _folder, Key) = (app, folder, key);
        Address = new Uri(app.Urls.First());
#pragma warning disable RS0030 // A client of the tests' own: nothing of the product is behind it.
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = Address, Timeout = Patience.Long };
#pragma warning restore RS0030
        Http.DefaultRequestHeaders.Add("Authorization", $"Bearer {key}");
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The first key: it may do everything.</summary>
    public string Key { get; }

    /// <summary>A client that presents the key.</summary>
    public HttpClient Http { get; }

    /// <summary>Its folder: the configuration stands in <c>banyan.yaml</c>, the data in <c>data</c>.</summary>
    public string Folder => _folder.Path;

    /// <summary>The service's own parts.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the service with a configuration written as YAML; empty for none at all.</summary>
    public static async Task<BanyanApp> StartAsync(string yaml = "", Action<IServiceCollection>? replace = null, params (string Name, string Value)[] environment)
    {
        var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "banyan.yaml");
        await File.WriteAllTextAsync(path, yaml);
        var values = environment.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        values["BANYAN__server__listen"] = "http://127.0.0.1:0";
        values["BANYAN__storage__dataDir"] = Path.Combine(folder.Path, "data");
        if (!yaml.Contains("rateLimiting:", StringComparison.Ordinal))
        {
            // The limits of a real installation would meet suites that ask often: those about limits state theirs.
            values.TryAdd("BANYAN__rateLimiting__enabled", "false");
        }

        if (!yaml.Contains("shedAfter:", StringComparison.Ordinal))
        {
            // A machine that runs tests makes everybody stand in line: suites about that say so.
            values.TryAdd("BANYAN__server__shedAfter", "0s");
        }

        if (values.Remove("MASTER_KEY", out var master))
        {
            await ShareKeyAsync(values["BANYAN__storage__dataDir"], master);
        }

        if (values.Remove(MasterKey, out var masterKey))
        {
            await WriteKeyAsync(Path.Combine(Directory.CreateDirectory(values["BANYAN__storage__dataDir"]).FullName, "master.key"), masterKey);
        }

        var loaded = ConfigLoader.Load(path, values, TimeProvider.System);
        if (loaded.HasErrors)
        {
            throw new InvalidOperationException(ConfigReport.Text(loaded));
        }

        var app = Program.Build(loaded, replace);
        await app.StartAsync();
        var key = await app.Services.GetRequiredService<BootstrapKey>().EnsureAsync(null, CancellationToken.None);
        return new BanyanApp(app, folder, key!);
    }

    /// <summary>Nodes of one database share the key that wraps its secrets, and what key hashes are made with.</summary>
    private static async Task ShareKeyAsync(string folder, string master)
    {
        foreach (var (name, text) in new[] { ("master.key", master), ("pepper", $"1:{master}\n") })
        {
            var file = Path.Combine(Directory.CreateDirectory(folder).FullName, name);
            await File.WriteAllTextAsync(file, text);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    private static async Task WriteKeyAsync(string file, string key)
    {
        await File.WriteAllTextAsync(file, key);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Stops serving, as SIGTERM would: what is spooled is in the database afterwards. The parts can still be asked.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
