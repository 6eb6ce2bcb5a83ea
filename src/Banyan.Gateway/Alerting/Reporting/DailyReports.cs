using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Alerting.Reporting;

/// <summary>Tells each tenant after midnight in UTC what it spent the day before. One node does it; that a day is told once is the store's to know.</summary>
internal sealed partial class DailyReports(IReportStore store, ILeases leases, TimeProvider time, ILogger<DailyReports> log) : BackgroundService
{
    // What ended just before midnight is booked by then on every node that can.
    private static readonly TimeSpan AfterMidnight = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1), Life = TimeSpan.FromMinutes(10);
    private DateTimeOffset _told;
    private bool _isAway;

    /// <summary>Tells of the day before, unless it is too early or was done.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-1);
        if (day == _told || now - day.AddDays(1) < AfterMidnight)
        {
            return;
        }

        try
        {
            if (await leases.TryTakeAsync("*", "report:daily", Life, cancellationToken) is { } lease)
            {
                try
                {
                    await TellAsync(day, cancellationToken);
                }
                finally
                {
                    await leases.ReleaseAsync(lease, CancellationToken.None);
                }
            }

            _isAway = false;
        }
        catch (StoreAwayException away)
        {
            if (!_isAway)
            {
                LogAway(log, away);
            }

            _isAway = true;
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LogFailed(log, failed);
            }
        }
    }

    private async Task TellAsync(DateTimeOffset day, CancellationToken cancellationToken)
    {
        foreach (var tenant in await store.DueAsync(day, cancellationToken))
        {
            await store.TellAsync(tenant, day, time.GetUtcNow(), cancellationToken);
        }

        _told = day;
    }

    [LoggerMessage(EventId = 5120, Level = LogLevel.Warning, Message = "The report of yesterday can't be written now; it is tried again every minute")]
    private static partial void LogAway(ILogger logger, Exception away);

    [LoggerMessage(EventId = 5121, Level = LogLevel.Error, Message = "The report of yesterday could not be written; it is tried again in a minute")]
    private static partial void LogFailed(ILogger logger, Exception failed);
}
