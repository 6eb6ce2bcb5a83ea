using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Alerting.Sending;

/// <summary>Writes events down that happened outside of any transaction. While the store is away they wait in their queue.</summary>
internal sealed partial class EventOutbox(EventQueue queue, IWebhookStore store, TimeProvider time, ILogger<EventOutbox> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Writes down what waits, then stops.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(Pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var happened in queue.ReadAsync(stoppingToken))
        {
            while (!await TryAsync(happened, stoppingToken))
            {
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task<bool> TryAsync(ServiceEvent happened, CancellationToken cancellationToken)
    {
        try
        {
            await store.TellAsync(happened, cancellationToken);
            return true;
        }
        catch (StoreAwayException)
        {
            return false;
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            LogRefused(log, refused, happened.Type);
            return true;
        }
    }

    [LoggerMessage(EventId = 5104, Level = LogLevel.Error, Message = "The event {Type} can't be written down; no webhook is told of it")]
    private static partial void LogRefused(ILogger logger, Exception refused, string type);
}
