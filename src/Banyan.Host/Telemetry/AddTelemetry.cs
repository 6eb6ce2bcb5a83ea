using Banyan.Gateway.Catalog;
using Banyan.Gateway.Spine;
using Banyan.Host.Telemetry.Recording;

namespace Banyan.Host.Telemetry;

/// <summary>Registers what counts and tells.</summary>
internal static class AddTelemetryExtensions
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton(new MetricsAccess(settings.IsMetricsKeyRequired));
        services.AddSingleton<Board>();
        services.AddSingleton<BoundedLabels>();
        services.AddSingleton<LiveGauges>();
        services.AddSingleton<AttemptCounter>();
        services.AddSingleton<IExchangeObserver, ExchangeMeter>();
        services.AddSingleton<ICatalogObserver, ConfigMeter>();
        services.AddSingleton<MetricsDoor>();
        return services;
    }
}
