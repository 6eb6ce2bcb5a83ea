using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Usage;

/// <summary>Registers the reading of usage.</summary>
internal static class AddUsageExtensions
{
    /// <summary>Adds the reports. Storage adds the sums.</summary>
    public static IServiceCollection AddUsage(this IServiceCollection services)
    {
        services.TryAddSingleton<IUsageReports, UsageReports>();
        return services;
    }
}
