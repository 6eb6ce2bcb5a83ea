using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Budgets.Slices;

/// <summary>Registers counters that nodes share.</summary>
public static class AddBudgetSlicesExtensions
{
    /// <summary>Counts budgets in slices of an <see cref="IBudgetSlices"/>, which storage adds, instead of in the memory of one node.</summary>
    public static IServiceCollection AddBudgetSlices(this IServiceCollection services)
    {
        services.TryAddSingleton<SliceTimes>();
        services.TryAddSingleton<SliceBook>();
        services.TryAddSingleton<SliceTeller>();
        services.TryAddSingleton<ISliceTeller>(provider => provider.GetRequiredService<SliceTeller>());
        services.TryAddSingleton<IBudgetCounters, SlicedCounters>();
        services.AddHostedService<SliceUpkeep>();
        return services;
    }
}
