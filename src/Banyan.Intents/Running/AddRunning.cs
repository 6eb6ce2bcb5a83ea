using Banyan.Gateway.Spine;
using Banyan.Intents.Running.Calling;
using Banyan.Intents.Running.Holding;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Running.Reading;
using Banyan.Intents.Running.Sending;
using Banyan.Intents.Running.Stepping;
using Banyan.Intents.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Intents.Running;

/// <summary>Registers the part that carries out plans.</summary>
internal static class AddRunningExtensions
{
    /// <summary>Adds it. Needs the store's ports, the spine's (<see cref="IGuardRails"/>, <see cref="IRoutes"/>, <see cref="IConditionJudge"/>, <see cref="IIntentCatalogue"/>,
    /// <see cref="IIntentSettings"/>, <see cref="IBackendSecrets"/>, <see cref="IBackendConnector"/>) and, for recovery, <see cref="IRunContinuation"/>.</summary>
    public static IServiceCollection AddRunning(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new RunningOptions());
        AddCalling(services);
        services.TryAddSingleton(provider => new HoldParts(
            provider.GetRequiredService<IJournalStore>(),
            provider.GetRequiredService<ILeases>(),
            provider.GetRequiredService<IChangeNotices>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<RunningOptions>())
        { Observers = [.. provider.GetServices<IRunObserver>()] });
        services.TryAddSingleton<RunCache>();
        services.TryAddSingleton<StepSender>();
        services.TryAddSingleton<OutcomeCheck>();
        services.TryAddSingleton<WriteProtocol>();
        services.TryAddSingleton<IOwnedReads, OwnedReads>();
        services.TryAddSingleton(provider => new StepParts(
            provider.GetRequiredService<IGuardRails>(),
            provider.GetRequiredService<StepSender>(),
            provider.GetRequiredService<WriteProtocol>(),
            provider.GetRequiredService<IConditionJudge>(),
            provider.GetRequiredService<HoldParts>())
        {
            Settings = provider.GetRequiredService<IIntentSettings>(),
            Cache = provider.GetRequiredService<RunCache>(),
            Catalogue = provider.GetRequiredService<IIntentCatalogue>(),
        });
        services.TryAddSingleton<RunTaking>();
        services.TryAddSingleton<IRunner, PlanRunner>();
        services.TryAddSingleton<RunFeed>();
        services.TryAddSingleton<RunRecovery>();
        services.AddHostedService(provider => provider.GetRequiredService<RunRecovery>());
        return services;
    }

    private static void AddCalling(IServiceCollection services)
    {
        services.TryAddSingleton(provider => BackendInvoker.Create(provider.GetRequiredService<IBackendConnector>()));
        services.TryAddSingleton<CallAuthor>();
        services.TryAddSingleton<BackendGates>();
        services.TryAddSingleton<HttpCalls>();
        services.TryAddSingleton<McpCalls>();
        services.TryAddSingleton<IBackends, Backends>();
        services.TryAddSingleton<IHealthProbe, HealthProbe>();
    }
}
