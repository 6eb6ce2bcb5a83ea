using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Routing.Learning;

/// <summary>Keeps what was seen of models over restarts: reads it at the start, writes what is new every ten seconds and at the end. What can't be written is kept and tried again.</summary>
internal sealed partial class ModelStatsKeeper(IModelStatsStore store, VitalsBook vitals, EvidenceTally tally, TimeProvider time, ILogger<ModelStatsKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>Five half-lives: what is older weighs less than a thirtieth.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(35);

    private DateTimeOffset _pruneAt = time.GetUtcNow() + TimeSpan.FromHours(1);
    private bool _isRead;
    private bool _isAway;

    /// <summary>Reads what was seen before; a store that is away is asked again later.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await LookAsync(cancellationToken);
    }

    /// <summary>Reads what was not read yet, writes what is new, and forgets what is old.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ModelStat> seen = [];
        try
        {
            var now = time.GetUtcNow();
            if (!_isRead)
            {
                Take(await store.ReadAsync(now - Kept, cancellationToken), now);
            }

            seen = tally.Take();
            if (seen.Count > 0)
            {
                await store.AddAsync(seen, cancellationToken);
                seen = [];
            }

            if (now >= _pruneAt)
            {
                _pruneAt = now + TimeSpan.FromHours(1);
                await store.PruneAsync(now - Kept, cancellationToken);
            }

            _isAway = false;
        }
        catch (Exception failed)
        {
            tally.Return(seen);
            if (failed is not OperationCanceledException && !_isAway)
            {
                LogAway(log, failed);
                _isAway = true;
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was seen of models can't be read or written now; it is kept and tried again")]
    private static partial void LogAway(ILogger logger, Exception failed);

    private void Take(IReadOnlyList<ModelStat> before, DateTimeOffset now)
    {
        foreach (var stat in before)
        {
            vitals.Of(stat.Model).Add(stat.Category, stat.Seen, stat.Hour, now);
        }

        _isRead = true;
    }
}
