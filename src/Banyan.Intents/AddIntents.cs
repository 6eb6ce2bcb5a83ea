using Banyan.Gateway.Spine;
using Banyan.Intents.Answering;
using Banyan.Intents.Asking;
using Banyan.Intents.Checking;
using Banyan.Intents.Discovery;
using Banyan.Intents.Memory;
using Banyan.Intents.Migration;
using Banyan.Intents.Planning;
using Banyan.Intents.Running;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Settings;
using Banyan.Intents.Settings.Deciding;
using Banyan.Intents.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents;

/// <summary>Registers the orchestrator: every concern and the flow of a message through them.</summary>
public static class AddIntentsExtensions
{
    /// <summary>Adds the orchestrator. The host adds the stores, the gateway, the clock and <see cref="IBackendSecrets"/>.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="hosting">What the host knows and the configuration does not.</param>
    public static IServiceCollection AddIntents(this IServiceCollection services, IntentHosting hosting)
    {
        services.AddSingleton(hosting);
        services.TryAddSingleton<LiveIntentSettings>();
        services.TryAddSingleton(provider => new People(provider.GetRequiredService<IIntentSettings>()));
        services.TryAddSingleton<IIntentSettings>(provider => provider.GetRequiredService<LiveIntentSettings>());
        services.AddSingleton<ICatalogObserver>(provider => provider.GetRequiredService<LiveIntentSettings>());
        services.TryAddSingleton<IBackendConnector, BackendConnector>();
        services.AddHostedService<SettingsStart>();
        AddDecisions(services);
        services.TryAddSingleton(provider => new OutcomeDecision(
            provider.GetRequiredService<IJournalStore>(), provider.GetRequiredService<IJournalUpkeep>(), (provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<RunningOptions>())));
        services.TryAddSingleton(new RunningOptions { Node = hosting.Node });
        services.AddAsking().AddDiscovery().AddPlanning().AddChecking().AddMigration().AddRunning().AddMemory().AddAnswering();
        AddFlow(services);
        return services;
    }

    private static void AddDecisions(IServiceCollection services)
    {
        services.TryAddSingleton<DecisionWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<DecisionWatch>());
        services.TryAddSingleton(provider => new IntentDecisions(
            provider.GetRequiredService<IDecisionStore>(),
            provider.GetRequiredService<DecisionWatch>(),
            provider.GetRequiredService<ICatalogueView>(),
            provider.GetRequiredService<IIntentSettings>(),
            (provider.GetRequiredService<IChangeNotices>(), provider.GetRequiredService<TimeProvider>())));
    }

    private static void AddFlow(IServiceCollection services)
    {
        services.TryAddSingleton<ConversationTurns>();
        services.TryAddSingleton<MessageRate>();
        services.TryAddSingleton<FlowGates>();
        services.TryAddSingleton(provider => new FlowParts(
            provider.GetRequiredService<ConversationMemory>(),
            provider.GetRequiredService<IPlanner>(),
            provider.GetRequiredService<IRunner>(),
            provider.GetRequiredService<Answerer>())
        {
            Journal = provider.GetRequiredService<IJournalStore>(),
            Catalogue = provider.GetRequiredService<IIntentCatalogue>(),
            Demand = provider.GetRequiredService<IDemand>(),
            Settings = provider.GetRequiredService<IIntentSettings>(),
            Time = provider.GetRequiredService<TimeProvider>(),
        });
        services.TryAddSingleton<MessageFlow>();
        services.TryAddSingleton<IRunContinuation>(provider => provider.GetRequiredService<MessageFlow>());
        services.TryAddSingleton(provider => new IntentFlow(
            provider.GetRequiredService<MessageFlow>(),
            provider.GetRequiredService<FlowParts>(),
            provider.GetRequiredService<FlowGates>(),
            provider.GetRequiredService<ILogger<IntentFlow>>()));
        services.TryAddSingleton<ViewSources>();
        services.TryAddSingleton(provider => new IntentViews(
            provider.GetRequiredService<FlowParts>(),
            provider.GetRequiredService<FlowGates>(),
            provider.GetRequiredService<ViewSources>()));
        services.TryAddSingleton(provider => new MigrationFeed(
            provider.GetRequiredService<IntentViews>(),
            provider.GetRequiredService<ICatalogueView>(),
            provider.GetRequiredService<IIntentSettings>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new OperatorViews(provider.GetRequiredService<ViewSources>(), provider.GetRequiredService<IIntentSettings>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => provider.GetRequiredService<IntentFlow>());
    }
}
