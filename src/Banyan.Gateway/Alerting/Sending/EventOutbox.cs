using System.Threading.Channels;
using Banyan.Gateway.Alerting.Webhooks;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Alerting.Sending;

/// <summary>Writes events down that happened outside of any transaction. While the store is away they wait in memory, a thousand at most.</summary>
internal sealed partial class EventOutbox(IWebhookStore store, TimeProvider time, ILogger<EventOutbox> log) : BackgroundService, IServiceEvents
{
    private const int MostWaiting = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<ServiceEvent> _happened = Channel.CreateBounded<ServiceEvent>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    /// <inheritdoc />
    public void Tell(ServiceEvent happened) => _happened.Writer.TryWrite(happened);

    /// <summary>Writes down what waits, then stops.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _happened.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(Pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var happened in _happened.Reader.ReadAllAsync(stoppingToken))
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
        catch (RowRefusedException refused)
        {
            LogRefused(log, refused, happened.Type);
            return true;
        }
    }

    [LoggerMessage(EventId = 5104, Level = LogLevel.Error, Message = "The event {Type} can't be written down; no webhook is told of it")]
    private static partial void LogRefused(ILogger logger, Exception refused, string type);
}
