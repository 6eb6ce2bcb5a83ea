using Banyan.Intents.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Intents.Asking;

/// <summary>Registers how models are asked.</summary>
internal static class AddAskingExtensions
{
    /// <summary>Adds the port to models.</summary>
    public static IServiceCollection AddAsking(this IServiceCollection services)
    {
        services.TryAddSingleton<IModelCalls, ModelCalls>();
        return services;
    }
}
