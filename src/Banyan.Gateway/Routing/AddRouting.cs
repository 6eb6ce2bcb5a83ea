using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Routing;

/// <summary>Registers the choice of candidates.</summary>
internal static class AddRoutingExtensions
{
    public static IServiceCollection AddRouteChoice(this IServiceCollection services)
    {
        services.TryAddSingleton<RouteStep>();
        services.TryAddSingleton<IReroute>(provider => provider.GetRequiredService<RouteStep>());
        return services;
    }
}
