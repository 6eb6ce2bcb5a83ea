using Banyan.Intents.Planning.Lexical;
using Banyan.Intents.Planning.Model;
using Banyan.Intents.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Intents.Planning;

/// <summary>Registers who plans.</summary>
internal static class AddPlanningExtensions
{
    /// <summary>Adds both planners and the choice between them.</summary>
    public static IServiceCollection AddPlanning(this IServiceCollection services)
    {
        services.TryAddSingleton<LexicalPlanner>();
        services.TryAddSingleton<ModelPlanner>();
        services.TryAddSingleton<PlanProof>();
        services.TryAddSingleton<PlanMemory>();
        services.TryAddSingleton<IPlanner>(provider => new ChosenPlanner(
            provider.GetRequiredService<LexicalPlanner>(),
            (provider.GetRequiredService<ModelPlanner>(), provider.GetRequiredService<PlanMemory>()),
            provider.GetRequiredService<PlanProof>(),
            provider.GetRequiredService<IIntentSettings>()));
        return services;
    }
}
