using System.Globalization;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Alerting.Sending;

/// <summary>Webhooks whose attempts fail.</summary>
internal sealed class WebhookReadings(IDeliveryQueue queue) : IAlertSource
{
    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken) =>
    [
        .. (await queue.FailingAsync(cancellationToken)).Select(hook => new Reading(
            AlertKinds.WebhookFailing,
            "webhook",
            hook.Webhook.ToString("D"),
            hook.Failures,
            string.Create(CultureInfo.InvariantCulture, $"The last {hook.Failures} attempts at the webhook {hook.Webhook:D} failed."))
        { Tenant = hook.Tenant }),
    ];
}
