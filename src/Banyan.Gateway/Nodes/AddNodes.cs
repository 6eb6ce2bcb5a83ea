using Banyan.Gateway.Nodes.Starting;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Nodes;

/// <summary>Registers what says that this process lives.</summary>
internal static class AddNodesExtensions
{
    /// <summary>Adds the count of what is under way and its telling, and the copy a start can do with. Storage adds the book and the file. Call it after the parts that read the database at the start.</summary>
    public static IServiceCollection AddNodes(this IServiceCollection services)
    {
        services.TryAddSingleton<NodePulse>();
        services.AddSingleton<IExchangeObserver>(provider => provider.GetRequiredService<NodePulse>());
        services.TryAddSingleton<NodeBeat>();
        services.TryAddSingleton<INodes>(provider => provider.GetRequiredService<NodeBeat>());
        services.AddHostedService(provider => provider.GetRequiredService<NodeBeat>());
        services.AddHostedService<LastGoodKeeper>();
        return services;
    }
}
