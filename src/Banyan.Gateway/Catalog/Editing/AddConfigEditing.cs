using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>Wires what changes the configuration while it runs.</summary>
public static class ConfigEditingServices
{
    /// <summary>Adds <see cref="IConfigDesk"/> and the loop that follows the database. Call it after the stores and the catalogue: it reads both at the start.</summary>
    public static IServiceCollection AddConfigEditing(this IServiceCollection services)
    {
        services.TryAddSingleton<ConfigBook>();
        services.TryAddSingleton<IConfigDesk, ConfigDesk>();
        services.AddSingleton<ILastGoodPart, KeptConfigPart>();
        services.AddHostedService(provider => provider.GetRequiredService<ConfigBook>());
        return services;
    }
}
