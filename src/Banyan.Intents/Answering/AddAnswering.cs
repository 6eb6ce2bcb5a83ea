using Banyan.Intents.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Intents.Answering;

/// <summary>Registers how answers are worded and conditions judged.</summary>
internal static class AddAnsweringExtensions
{
    /// <summary>Adds the answerer and the judge.</summary>
    public static IServiceCollection AddAnswering(this IServiceCollection services)
    {
        services.TryAddSingleton<Answerer>();
        services.TryAddSingleton<IConditionJudge, ConditionJudge>();
        return services;
    }
}
