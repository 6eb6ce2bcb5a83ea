using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Completions;

/// <summary>Registers what is written down of exchanges beside the ledger.</summary>
internal static class AddCompletionsExtensions
{
    /// <summary>Adds the queue of ended exchanges and the loop that empties it. Storage adds the store.</summary>
    public static IServiceCollection AddCompletions(this IServiceCollection services)
    {
        services.TryAddSingleton<CompletionQueue>();
        services.AddSingleton<IExchangeObserver>(provider => provider.GetRequiredService<CompletionQueue>());
        services.AddHostedService<CompletionDrain>();
        services.AddHostedService<CompletionSweep>();
        return services;
    }
}
