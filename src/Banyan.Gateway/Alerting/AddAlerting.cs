using Banyan.Gateway.Alerting.Reporting;
using Banyan.Gateway.Alerting.Rules;
using Banyan.Gateway.Alerting.Sending;
using Banyan.Gateway.Alerting.Watching;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Alerting;

/// <summary>Registers who is told of what.</summary>
internal static class AddAlertingExtensions
{
    /// <summary>Adds webhooks with their sending, and alerts with their watching. Storage adds the stores.</summary>
    public static IServiceCollection AddAlerting(this IServiceCollection services)
    {
        services.TryAddSingleton<WebhookHttp>();
        services.TryAddSingleton<WebhookSender>();
        services.TryAddSingleton<IWebhooks, WebhookDesk>();
        services.TryAddSingleton<WebhookDispatch>();
        services.TryAddSingleton<IWebhookBacklog>(provider => provider.GetRequiredService<WebhookDispatch>());
        services.TryAddSingleton<EventQueue>();
        services.TryAddSingleton<IServiceEvents>(provider => provider.GetRequiredService<EventQueue>());
        services.AddSingleton<IBreakerObserver, BreakerTeller>();
        services.AddSingleton<ICatalogObserver, ConfigTeller>();
        services.TryAddSingleton<AlertRuleBook>();
        services.TryAddSingleton<IAlerts, AlertDesk>();
        services.TryAddSingleton<TrafficReadings>();
        services.AddSingleton<IExchangeObserver>(provider => provider.GetRequiredService<TrafficReadings>());
        services.AddSingleton<IAlertSource>(provider => provider.GetRequiredService<TrafficReadings>());
        services.TryAddSingleton<ConfigReadings>();
        services.AddSingleton<ICatalogObserver>(provider => provider.GetRequiredService<ConfigReadings>());
        services.AddSingleton<IAlertSource>(provider => provider.GetRequiredService<ConfigReadings>());
        services.AddSingleton<IAlertSource, SpoolReadings>();
        services.AddSingleton<IAlertSource, WebhookReadings>();
        services.AddHostedService<EventOutbox>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookDispatch>());
        services.AddHostedService<AlertWatch>();
        services.AddHostedService<DailyReports>();
        return services;
    }
}
