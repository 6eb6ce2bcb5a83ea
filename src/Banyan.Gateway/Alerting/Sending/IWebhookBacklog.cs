namespace Banyan.Gateway.Alerting.Sending;

/// <summary>Deliveries that wait, as this node saw it last: for metrics.</summary>
public interface IWebhookBacklog
{
    /// <summary>How many wait.</summary>
    long Waiting { get; }

    /// <summary>Since when the eldest does; null when none waits.</summary>
    DateTimeOffset? Oldest { get; }
}
