using Banyan.Gateway.Alerting.Sending;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Banyan.Gateway.Alerting;

/// <summary>Registers who is told of what.</summary>
internal static class AddAlertingExtensions
{
    /// <summary>Adds webhooks and their sending. Storage adds the stores.</summary>
    public static IServiceCollection AddAlerting(this IServiceCollection services)
    {
        services.TryAddSingleton<WebhookHttp>();
        services.TryAddSingleton<WebhookSender>();
        services.TryAddSingleton<IWebhooks, WebhookDesk>();
        services.TryAddSingleton<WebhookDispatch>();
        services.TryAddSingleton<IWebhookBacklog>(provider => provider.GetRequiredService<WebhookDispatch>());
        services.TryAddSingleton<EventOutbox>();
        services.TryAddSingleton<IServiceEvents>(provider => provider.GetRequiredService<EventOutbox>());
        services.AddSingleton<IBreakerObserver, BreakerTeller>();
        services.AddSingleton<ICatalogObserver, ConfigTeller>();
        services.AddHostedService(provider => provider.GetRequiredService<EventOutbox>());
        services.AddHostedService(provider => provider.GetRequiredService<WebhookDispatch>());
        return services;
    }
}
