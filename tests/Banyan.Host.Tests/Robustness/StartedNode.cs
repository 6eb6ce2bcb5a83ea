using Banyan.Gateway.Callers;
using Banyan.Gateway.Catalog;
using Banyan.Host.Tests.App;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Robustness;

/// <summary>A service on a folder and a database that are there before it and after it, so that it can be started again.</summary>
internal sealed class StartedNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StartedNode(WebApplication app)
    {
        _app = app;
#pragma warning disable RS0030 // A client of the tests' own: nothing of the product is behind it.
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(app.Urls.First()), Timeout = Patience.Long };
#pragma warning restore RS0030
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it, whether or not its database is there.</summary>
    public static async Task<StartedNode> StartAsync(string folder, string yaml, TimeProvider time, params (string Name, string Value)[] environment)
    {
        var path = Path.Combine(folder, "banyan.yaml");
        await File.WriteAllTextAsync(path, yaml);
        var values = environment.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        values["BANYAN__server__listen"] = "http://127.0.0.1:0";
        values["BANYAN__storage__dataDir"] = Path.Combine(folder, "data");
        values["BANYAN__rateLimiting__enabled"] = "false";
        var loaded = ConfigLoader.Load(path, values, TimeProvider.System);
        loaded.HasErrors.ShouldBeFalse();
        var app = Program.Build(loaded, services => services.AddSingleton(time));
        await app.StartAsync();
        return new StartedNode(app);
    }

    /// <summary>Makes the first key and presents it from now on.</summary>
    public async Task<string> BeginAsync()
    {
        var key = await Services.GetRequiredService<BootstrapKey>().EnsureAsync(null, CancellationToken.None);
        Present(key!);
        return key!;
    }

    public void Present(string key)
    {
        Http.DefaultRequestHeaders.Remove("Authorization");
        Http.DefaultRequestHeaders.Add("Authorization", $"Bearer {key}");
    }

    /// <summary>What <c>/health/ready</c> or <c>/health/live</c> says.</summary>
    public async Task<(int Status, string Text)> HealthAsync(string which)
    {
        using var answer = await Http.GetAsync(new Uri($"/health/{which}", UriKind.Relative));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
