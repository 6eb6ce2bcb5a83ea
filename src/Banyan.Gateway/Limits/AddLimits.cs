using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Limits;

/// <summary>Registers rate limits.</summary>
internal static class AddLimitsExtensions
{
    /// <summary>Adds the limiter, the room of providers and their upkeep. Storage adds the store of rows and the counters nodes share; without any, one node counts in memory.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => Buckets(provider));
        services.TryAddSingleton<LimitRules>();
        services.TryAddSingleton<LimitTally>();
        services.TryAddSingleton(provider => new LimitUse(provider.GetRequiredService<IBuckets>(), provider.GetRequiredService<LimitTally>()));
        services.TryAddSingleton<RateLimiter>();
        services.AddSingleton<IAdmission>(provider => provider.GetRequiredService<RateLimiter>());
        services.AddSingleton<ILedger>(provider => provider.GetRequiredService<RateLimiter>());
        services.AddSingleton<IExchangeObserver>(provider => provider.GetRequiredService<RateLimiter>());
        services.TryAddSingleton<ProviderHints>();
        services.TryAddSingleton<IProviderRoom, ProviderRoom>();
        services.TryAddSingleton(provider => new LimitAdmin(
            provider.GetRequiredService<ILimitStore>(),
            provider.GetRequiredService<LimitRules>(),
            provider.GetRequiredService<IBuckets>(),
            provider.GetRequiredService<ICatalog>(),
            (provider.GetRequiredService<IChangeNotices>(), provider.GetRequiredService<ILogger<LimitAdmin>>())));
        services.TryAddSingleton<BucketUpkeep>();
        services.AddSingleton<ILastGoodPart, KeptLimitsPart>();
        services.AddSingleton<IAlertSource, LimitReadings>();
        services.AddHostedService<LimitUpkeep>();
        return services;
    }

    private static IBuckets Buckets(IServiceProvider provider)
    {
        var (time, log) = (provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<StoreGuard>>());
        StoreGuard[] guards = [.. provider.GetServices<ILimitCounters>().Select(store => new StoreGuard(store, time, log))];
        return guards.Length == 0 ? new MemoryCounters(time) : new SharedBuckets(guards, time);
    }
}
