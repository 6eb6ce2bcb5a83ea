using Banyan.Intents.Migration.Board;
using Banyan.Intents.Migration.Shadows;
using Banyan.Intents.Migration.Store;
using Banyan.Intents.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Intents.Migration;

/// <summary>Registers stages, routes, comparison and the board.</summary>
internal static class AddMigrationExtensions
{
    /// <summary>Adds them. Needs the settings, the catalogue, <see cref="IBackends"/> and <see cref="IRouteStore"/>; <see cref="IHealthProbe"/> if there is one.</summary>
    public static IServiceCollection AddMigration(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RouteLedger>();
        services.TryAddSingleton<RouteMemory>();
        services.TryAddSingleton<RouteStock>();
        services.TryAddSingleton<RouteRules>();
        services.TryAddSingleton<RouteJudge>();
        services.TryAddSingleton<Circuits>();
        services.TryAddSingleton<Bindings>();
        services.TryAddSingleton<RouteRule>();
        services.TryAddSingleton<ShadowGate>();
        services.TryAddSingleton<ShadowCompare>();
        services.TryAddSingleton<ShadowReads>();
        services.TryAddSingleton<RouteNeighbours>();
        services.TryAddSingleton(provider => new BoardNeighbours(provider.GetRequiredService<Circuits>(), provider.GetRequiredService<RouteJudge>(), provider.GetService<ICatalogueView>()));
        services.TryAddSingleton(provider => new HealthWatch.Asking(provider.GetService<IHealthProbe>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IRoutes, Routes>();
        services.TryAddSingleton<IDemand, Demand>();
        services.TryAddSingleton<IMigrationBoard, BoardReader>();

        // Stopped in the reverse order: comparisons end before what they found is written.
        services.TryAddSingleton<RouteUpkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<RouteUpkeep>());
        services.AddHostedService(provider => provider.GetRequiredService<ShadowReads>());
        services.AddHostedService<HealthWatch>();
        return services;
    }
}
