using System.Collections.Concurrent;
using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Alerting.Sending;

/// <summary>Sends what is due: looks at a notice and every second, and serves each webhook in a lane of its own, so that a slow receiver keeps no other one waiting.</summary>
internal sealed partial class WebhookDispatch(IDeliveryQueue queue, WebhookSender sender, ICatalog catalog, IChangeNotices notices, TimeProvider time, ILogger<WebhookDispatch> log) : BackgroundService, IWebhookBacklog
{
    /// <summary>What is told when something may be due.</summary>
    public const string Topic = "webhooks";

    private const int MostLanes = 64;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<Guid, Task> _lanes = new();
    private (long Waiting, DateTimeOffset? Oldest) _backlog;
    private DateTimeOffset _sweptAt;
    private bool _isAway;

    /// <inheritdoc />
    public long Waiting => _backlog.Waiting;

    /// <inheritdoc />
    public DateTimeOffset? Oldest => _backlog.Oldest;

    /// <summary>Opens a lane for every webhook with something due that has none, and takes stock.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (tenant, webhook) in await queue.DueAsync(time.GetUtcNow(), cancellationToken))
            {
                if (_lanes.Count < MostLanes && !_lanes.ContainsKey(webhook))
                {
                    // The lane ends only after it is on the list: it takes itself off.
                    var listed = new TaskCompletionSource();
                    _lanes[webhook] = RunAsync(tenant, webhook, listed.Task, cancellationToken);
                    listed.SetResult();
                }
            }

            _backlog = await queue.BacklogAsync(cancellationToken);
            await SweepAsync(cancellationToken);
            _isAway = false;
        }
        catch (StoreAwayException away)
        {
            LogOnce(away);
        }
    }

    /// <summary>Completes when no lane is open.</summary>
    public Task QuietAsync() => Task.WhenAll(_lanes.Values);

    /// <summary>Ends the lanes, then stops.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await QuietAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => NoticeLoop.RunAsync(notices, Topic, Every, time, LookAsync, stoppingToken);

    private async Task RunAsync(string tenant, Guid webhook, Task listed, CancellationToken cancellationToken)
    {
        try
        {
            await listed;
            while (await sender.SendNextAsync(tenant, webhook, cancellationToken))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: what was under way was given back.
        }
        catch (StoreAwayException away)
        {
            LogOnce(away);
        }
        catch (Exception bug)
        {
            LogLane(log, bug, webhook);
        }
        finally
        {
            _lanes.TryRemove(webhook, out _);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - _sweptAt >= BetweenSweeps)
        {
            _sweptAt = time.GetUtcNow();
            await queue.PruneAsync(_sweptAt - catalog.Current.Retention.Deliveries, cancellationToken);
        }
    }

    private void LogOnce(StoreAwayException away)
    {
        if (!_isAway)
        {
            LogAway(log, away);
        }

        _isAway = true;
    }

    [LoggerMessage(EventId = 5102, Level = LogLevel.Warning, Message = "Deliveries of webhooks can't be read or written now; they wait")]
    private static partial void LogAway(ILogger logger, Exception away);

    [LoggerMessage(EventId = 5103, Level = LogLevel.Error, Message = "The lane of webhook {Webhook} broke; it is opened again")]
    private static partial void LogLane(ILogger logger, Exception bug, Guid webhook);
}
