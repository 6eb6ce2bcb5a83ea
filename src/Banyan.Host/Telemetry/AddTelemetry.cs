using Banyan.Gateway.Alerting.Sending;
using Banyan.Gateway.Budgets;
using Banyan.Gateway.Catalog;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Executing;
using Banyan.Host.Telemetry.Events;
using Banyan.Host.Telemetry.Recording;
using Banyan.Host.Telemetry.Tracing;
using Banyan.Intents.Running;

namespace Banyan.Host.Telemetry;

/// <summary>Registers what counts and tells.</summary>
internal static class AddTelemetryExtensions
{
    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton(new MetricsAccess(settings.IsMetricsKeyRequired));
        services.AddSingleton<Board>();
        services.AddSingleton<BoundedLabels>();
        services.AddSingleton<BudgetGauge>();
        services.AddHostedService(static parts => parts.GetRequiredService<BudgetGauge>());
        services.AddSingleton<LiveGauges>();
        services.AddSingleton<AttemptCounter>();
        services.AddSingleton<IExchangeObserver, ExchangeMeter>();
        services.AddSingleton<ICatalogObserver, ConfigMeter>();
        services.AddSingleton<IBudgetObserver, BudgetMeter>();
        services.AddSingleton<IDeliveryObserver, WebhookMeter>();
        services.AddSingleton<IToolObserver, ToolMeter>();
        services.AddSingleton<IRunObserver, RunMeter>();
        services.AddSingleton<IExchangeObserver, ExchangeTracer>();
        services.AddSingleton<IExchangeObserver, ExchangeLogger>();
        services.AddSingleton<MetricsDoor>();
        services.AddSingleton(GenAiNames.Of(Environment.GetEnvironmentVariable(GenAiNames.Variable)));
        services.AddSingleton(OtlpTarget.Of(settings.OtlpEndpoint, Environment.GetEnvironmentVariable(ProtocolVariable)));
        services.AddSingleton<SpanLoss>();
        services.AddHostedService<GatewayMeter>();
        services.AddHostedService<OtlpExport>();
        services.Configure<LoggerFactoryOptions>(log => log.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        return services;
    }
}
