using Banyan.Gateway.Routing.Choosing;
using Banyan.Gateway.Routing.Learning;
using Banyan.Gateway.Routing.Rules;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Routing;

/// <summary>Registers the choice of candidates, what it learns, and the rules.</summary>
internal static class AddRoutingExtensions
{
    /// <summary>Adds them. Storage adds the stores.</summary>
    public static IServiceCollection AddRouteChoice(this IServiceCollection services)
    {
        services.TryAddSingleton<RouteStep>();
        services.TryAddSingleton<IReroute>(provider => provider.GetRequiredService<RouteStep>());
        services.TryAddSingleton<RouteDecider>();
        services.TryAddSingleton<IRoutes>(provider => provider.GetRequiredService<RouteDecider>());
        services.TryAddSingleton<RouteWall>();
        services.TryAddSingleton<RoutePlans>();
        services.TryAddSingleton<RuleChoice>();
        services.TryAddSingleton<RuleCounts>();
        services.TryAddSingleton<CandidateLook>();
        services.TryAddSingleton(provider => new CandidateOrder(provider.GetRequiredService<CandidateLook>(), Random.Shared));
        services.TryAddSingleton<IRoutingRules, RuleDesk>();
        services.TryAddSingleton<RuleBook>();
        services.AddSingleton<ILastGoodPart, KeptRulesPart>();
        services.AddHostedService(provider => provider.GetRequiredService<RuleBook>());
        return services.AddLearning();
    }

    private static IServiceCollection AddLearning(this IServiceCollection services)
    {
        services.TryAddSingleton<VitalsBook>();
        services.TryAddSingleton<AffinityTable>();
        services.TryAddSingleton<RecentAnswers>();
        services.TryAddSingleton<EvidenceTally>();
        services.TryAddSingleton<RouteLearning>();
        services.TryAddSingleton<IAttemptLearning>(provider => provider.GetRequiredService<RouteLearning>());
        services.TryAddSingleton<Judgements>();
        services.TryAddSingleton<IAnswerJudge>(provider => provider.GetRequiredService<Judgements>());
        services.AddHostedService<ModelStatsKeeper>();
        return services;
    }
}
