using Banyan.Gateway.Prompts.Rendering;
using Banyan.Gateway.Prompts.Shelf;
using Banyan.Gateway.Prompts.Versions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Prompts;

/// <summary>Registers prompts.</summary>
internal static class AddPromptsExtensions
{
    /// <summary>Adds reading, rendering and changing prompts. Storage adds the store and the notices.</summary>
    public static IServiceCollection AddPrompts(this IServiceCollection services)
    {
        services.TryAddSingleton<PromptShelf>();
        services.TryAddSingleton<PromptSpread>();
        services.TryAddSingleton<PromptRenderer>();
        services.TryAddSingleton<IPrompts, PromptDirectory>();
        services.TryAddSingleton<IPromptEditing, PromptEditor>();
        services.AddHostedService<PromptRefresh>();
        return services;
    }
}
