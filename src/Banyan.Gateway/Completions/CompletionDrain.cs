using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Completions;

/// <summary>Brings rows to the store in batches, twice a second; ends with everything brought there, if the store is there.</summary>
internal sealed partial class CompletionDrain(CompletionQueue queue, ICompletionStore store, TimeProvider time, ILogger<CompletionDrain> log) : BackgroundService
{
    private const int MostRows = 1_000;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private List<CompletionRow> _held = [];
    private bool _wasAway;

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await DrainAsync(cancellationToken);
    }

    /// <summary>Moves everything that waits into the store; what it does not take is tried again with the next call.</summary>
    internal async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (_held.Count > 0 || (_held = queue.Take(MostRows)).Count > 0)
        {
            try
            {
                await store.AppendAsync(_held, cancellationToken);
                (_held, _wasAway) = ([], false);
            }
            catch (StoreAwayException away)
            {
                if (!_wasAway)
                {
                    LogAway(away);
                }

                _wasAway = true;
                return;
            }
            catch (Exception bug) when (bug is not OperationCanceledException)
            {
                // A row the store refuses must not hold up all others for ever.
                LogLost(bug, _held.Count);
                _held = [];
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await DrainAsync(stoppingToken);
        }
    }

    [LoggerMessage(EventId = 3211, EventName = "completions_wait", Level = LogLevel.Warning, Message = "Records of completions can't be written to the database; the latest 20,000 wait.")]
    private partial void LogAway(Exception away);

    [LoggerMessage(EventId = 3212, EventName = "completions_lost", Level = LogLevel.Error, Message = "The database refused {Count} records of completions; they are lost, their costs stand in the ledger.")]
    private partial void LogLost(Exception bug, int count);
}
