using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Alerting.Sending;

/// <summary>Takes a delivery, attempts it once, and writes down what became of it and when it is tried again.</summary>
internal sealed partial class WebhookSender(IDeliveryQueue queue, WebhookHttp http, IEnumerable<IDeliveryObserver> observers, TimeProvider time, ILogger<WebhookSender> log)
{
    // Twice the longest attempt: whoever has not said anything by then is gone.
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(30);
    private readonly IDeliveryObserver[] _observers = [.. observers];

    /// <summary>Attempts the delivery of a webhook that is due longest.</summary>
    /// <returns>False when none is due.</returns>
    public async Task<bool> SendNextAsync(string tenant, Guid webhook, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await queue.ClaimNextAsync(tenant, webhook, now, now + Held, cancellationToken) is { } due && await AttemptAsync(due, cancellationToken);
    }

    /// <summary>Attempts one delivery if it is due and nobody else does.</summary>
    public async Task SendAsync(string tenant, Guid delivery, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await queue.ClaimAsync(tenant, delivery, now, now + Held, cancellationToken) is { } due)
        {
            await AttemptAsync(due, cancellationToken);
        }
    }

    private async Task<bool> AttemptAsync(DueDelivery due, CancellationToken cancellationToken)
    {
        AttemptResult result;
        try
        {
            result = await http.PostAsync(due, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await queue.ReturnAsync(due, time.GetUtcNow(), CancellationToken.None);
            throw;
        }

        var wait = result.IsTaken || result.IsGone ? null : RetrySchedule.After(due.Attempt, Random.Shared.NextDouble());
        if (await queue.EndAsync(due, result, wait is { } some ? time.GetUtcNow() + some : null, CancellationToken.None))
        {
            Tell(due, result, isLast: wait is null);
        }

        return true;
    }

    private void Tell(DueDelivery due, AttemptResult result, bool isLast)
    {
        if (!result.IsTaken)
        {
            LogFailed(log, due.WebhookId, due.Attempt, result.Problem!, result.IsGone ? "it is disabled" : isLast ? "nothing more is tried" : "it is tried again");
        }

        foreach (var observer in _observers)
        {
            observer.Attempted(result, isLast);
        }
    }

    [LoggerMessage(EventId = 5101, EventName = "webhook_failed", Level = LogLevel.Warning, Message = "webhook_failed attempt {Attempt} at webhook {Webhook}: {Problem}; {Then}")]
    private static partial void LogFailed(ILogger logger, Guid webhook, int attempt, string problem, string then);
}
