using Banyan.Gateway.Spine;
using Banyan.Intents.Discovery.Fetching;
using Banyan.Intents.Discovery.Keeping;
using Banyan.Intents.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Intents.Discovery;

/// <summary>Registers how backends are asked what they can do.</summary>
internal static class AddDiscoveryExtensions
{
    /// <summary>Adds the catalogue, its view and the loop that keeps it. The settings, the backends' secrets and a store come from elsewhere; without a store nothing outlives the process.</summary>
    public static IServiceCollection AddDiscovery(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ICatalogueStore, NoCatalogueStore>();
        services.TryAddSingleton<DiscoveryEgress>();
        services.TryAddSingleton(provider => new DiscoveryFetch(
            provider.GetRequiredService<DiscoveryEgress>().Invoker,
            provider.GetRequiredService<IBackendSecrets>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<CatalogueKeeper>();
        services.TryAddSingleton<CatalogueShelf>();
        services.TryAddSingleton<DirectoryBook>();
        services.TryAddSingleton<DiscoveryParts>();
        services.TryAddSingleton<IIntentCatalogue>(provider => provider.GetRequiredService<CatalogueKeeper>());
        services.TryAddSingleton<ICatalogueView>(provider => provider.GetRequiredService<CatalogueKeeper>());
        services.TryAddSingleton(provider => new CatalogueHistory(provider.GetRequiredService<ICatalogueStore>(), provider.GetRequiredService<ICatalogueView>()));
        services.TryAddSingleton(provider => new CatalogueFeed(provider.GetRequiredService<CatalogueHistory>(), provider.GetRequiredService<IChangeNotices>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<DiscoveryLoop>();
        return services;
    }
}
