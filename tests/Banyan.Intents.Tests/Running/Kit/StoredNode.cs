using Banyan.Gateway.Spine;
using Banyan.Intents.Checking;
using Banyan.Intents.Running;
using Banyan.Intents.Spine;
using Banyan.Storage;
using Banyan.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Intents.Tests.Running.Kit;

/// <summary>One node on a real database, with the real guard rails and real calls over HTTP; only stages and settings are the test's.</summary>
internal sealed class StoredNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private StoredNode(ServiceProvider services) => _services = services;

    public IRunner Runner => _services.GetRequiredService<IRunner>();

    public RunFeed Feed => _services.GetRequiredService<RunFeed>();

    public RunRecovery Recovery => _services.GetRequiredService<RunRecovery>();

    public T Part<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<StoredNode> StartAsync(StorageOptions storage, IntentCatalogue catalogue, string name, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        more?.Invoke(services);
        services.AddStorage(storage);
        services.TryAddSingleton<IRoutes, PlainRoutes>();
        services.AddSingleton<IIntentCatalogue>(new PlainCatalogue(catalogue));
        services.AddSingleton<IIntentSettings>(new PlainSettings { Current = new IntentSettings { Limits = new IntentLimits { MessagesPerMinute = 1000 } } });
        services.AddSingleton<ISwitches, OpenSwitches>();
        services.AddSingleton<IConditionJudge, PlainJudge>();
        services.AddSingleton<IRunContinuation, PlainContinuation>();
        services.AddSingleton<IBackendSecrets, NoSecrets>();
        services.AddSingleton<IBackendConnector, AnyConnector>();
        services.TryAddSingleton(new RunningOptions { Node = name });
        services.AddChecking();
        services.AddRunning();
        var node = new StoredNode(services.BuildServiceProvider());
        await node._services.GetRequiredService<SchemaSetup>().RunAsync(default);
        return node;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
