using Banyan.Gateway.Prompts.Examples;
using Banyan.Gateway.Prompts.Experiments;
using Banyan.Gateway.Prompts.Files;
using Banyan.Gateway.Prompts.Metrics;
using Banyan.Gateway.Prompts.Rendering;
using Banyan.Gateway.Prompts.Seeds;
using Banyan.Gateway.Prompts.Shelf;
using Banyan.Gateway.Prompts.Versions;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Prompts;

/// <summary>Registers prompts.</summary>
internal static class AddPromptsExtensions
{
    /// <summary>Adds reading, rendering and changing prompts, experiments on them, and their counts. Storage adds the store and the notices.</summary>
    public static IServiceCollection AddPrompts(this IServiceCollection services)
    {
        services.TryAddSingleton<PromptShelf>();
        services.TryAddSingleton<SeedPrompts>();
        services.TryAddSingleton<PromptSpread>();
        services.TryAddSingleton<PromptRenderer>();
        services.TryAddSingleton<IPrompts, PromptDirectory>();
        services.TryAddSingleton<ContentCheck>();
        services.TryAddSingleton<IPromptFiles, PromptFiles>();
        services.TryAddSingleton<IPromptEditing, PromptEditor>();
        services.TryAddSingleton<IExperiments, ExperimentKeeper>();
        services.TryAddSingleton<IPromptRecords, PromptRecords>();
        services.TryAddSingleton<ExampleBook>();
        services.TryAddSingleton<PromptTally>();
        services.AddSingleton<IExchangeObserver>(provider => provider.GetRequiredService<PromptTally>());
        services.AddHostedService<PromptRefresh>();
        services.AddHostedService<TallyFlush>();
        services.AddHostedService<GuardWatch>();
        return services;
    }
}
