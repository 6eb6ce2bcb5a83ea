using Banyan.Gateway.Metering.Reports.Advice;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Metering.Reports;

/// <summary>Registers the reading and correcting of usage.</summary>
internal static class AddUsageExtensions
{
    /// <summary>Adds reports, corrections and advice. Storage adds the sums and what writes.</summary>
    public static IServiceCollection AddUsage(this IServiceCollection services)
    {
        services.TryAddSingleton<IUsageReports, UsageReports>();
        services.TryAddSingleton<IUsageDesk, UsageDesk>();
        services.TryAddSingleton<ModelAdvice>();
        services.TryAddSingleton<IUsageAdvice, UsageAdvice>();
        return services;
    }
}
