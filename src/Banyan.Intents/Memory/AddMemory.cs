using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Intents.Memory;

/// <summary>Registers what conversations recall.</summary>
internal static class AddMemoryExtensions
{
    /// <summary>Adds memory over the store the host gives.</summary>
    public static IServiceCollection AddMemory(this IServiceCollection services)
    {
        services.TryAddSingleton<ConversationMemory>();
        services.AddHostedService<ConversationSweep>();
        services.AddHostedService<JournalSweep>();
        return services;
    }
}
