using Banyan.Gateway.Metering.Pacing;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Metering;

/// <summary>Registers what counts and prices.</summary>
internal static class AddMeteringExtensions
{
    /// <summary>Adds the meter of attempts, the outermost step and the row of observers. Storage adds the spool.</summary>
    public static IServiceCollection AddMetering(this IServiceCollection services)
    {
        services.TryAddSingleton<IAttemptMeter, AttemptMeter>();
        services.TryAddSingleton<IPricing, Pricing>();
        services.TryAddSingleton<PaceBook>();
        services.TryAddSingleton<ObserverRow>();
        services.TryAddSingleton<MeterStep>();
        return services;
    }
}
