using Banyan.Gateway.Alerting.Sending;

namespace Banyan.Host.Telemetry.Recording;

/// <summary>Counts attempts to deliver.</summary>
internal sealed class WebhookMeter(Board board) : IDeliveryObserver
{
    public void Attempted(AttemptResult result, bool isLast) => board.WebhookDeliveries.Add(new LabelSet(result.IsTaken ? "delivered" : isLast ? "dead" : "failed"));
}
