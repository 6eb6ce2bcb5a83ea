using Banyan.Gateway.Prompts.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Prompts.Metrics;

/// <summary>Writes counts every second, and once more at the end. What can't be written is kept and tried again.</summary>
internal sealed partial class TallyFlush(PromptTally tally, IExperimentStore store, TimeProvider time, ILogger<TallyFlush> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeepCalls = TimeSpan.FromDays(30);
    private DateTimeOffset _pruneAt = time.GetUtcNow() + PruneEvery;
    private bool _isBehind;

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await FlushAsync(stoppingToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        var batch = tally.Take();
        try
        {
            if (batch is not null)
            {
                await store.AddAsync(batch, cancellationToken);
            }

            if (time.GetUtcNow() >= _pruneAt)
            {
                _pruneAt = time.GetUtcNow() + PruneEvery;
                await store.PruneAsync(time.GetUtcNow() - KeepCalls, cancellationToken);
            }

            _isBehind = false;
        }
        catch (Exception failed)
        {
            // Cancelled in the middle it is not written either.
            if (batch is not null)
            {
                tally.Return(batch);
            }

            if (failed is not OperationCanceledException && !_isBehind)
            {
                LogBehind(log, failed);
                _isBehind = true;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Counts of prompts can't be written; they are kept and tried again")]
    private static partial void LogBehind(ILogger logger, Exception failed);
}
