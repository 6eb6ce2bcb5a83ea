using Banyan.Gateway.Catalog.Checks;
using Banyan.Gateway.Catalog.Secrets;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Catalog;

/// <summary>Wires the catalogue.</summary>
public static class CatalogServices
{
    /// <summary>Adds the snapshot in force (<see cref="ICatalog"/>), its store and the loop that watches file and secrets.</summary>
    /// <param name="services">The container.</param>
    /// <param name="first">A configuration without errors; the host tells the problems of any other and does not start.</param>
    public static IServiceCollection AddCatalog(this IServiceCollection services, LoadedConfig first)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(first.Settings);
        services.TryAddSingleton(provider => new CatalogStore(first, provider.GetServices<ICatalogObserver>(), provider.GetRequiredService<ILogger<CatalogStore>>()));
        services.TryAddSingleton<ICatalog>(provider => provider.GetRequiredService<CatalogStore>());
        services.AddSingleton<IAlertSource, SecretReadings>();
        services.TryAddSingleton<IRuleJudge, RuleJudge>();
        services.AddSingleton<IHostedService, CatalogWatcher>();
        return services;
    }
}
