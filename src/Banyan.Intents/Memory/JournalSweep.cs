using Banyan.Gateway.Spine;
using Banyan.Intents.Running.Journal;
using Banyan.Intents.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents.Memory;

/// <summary>Once an hour, tenant by tenant: journals lose their text with their conversation, and go when they are older than the tenant keeps them. On several nodes at once it does no harm.</summary>
internal sealed partial class JournalSweep(IJournalUpkeep journals, IIntentSettings settings, TimeProvider time, ILogger<JournalSweep> log) : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Does one round.</summary>
    /// <returns>How many runs lost their text, and how many went.</returns>
    public async Task<(int Emptied, int Gone)> SweepAsync(CancellationToken cancellationToken)
    {
        var (emptied, gone) = (0, 0);
        foreach (var tenant in await journals.TenantsAsync(cancellationToken))
        {
            var before = time.GetUtcNow().AddDays(-settings.Current.Memory.JournalDaysOf(tenant));
            gone += await AllAsync(() => journals.ExpireAsync(tenant, before, AtOnce, cancellationToken));
            emptied += await AllAsync(() => journals.EmptyOrphansAsync(tenant, AtOnce, cancellationToken));
        }

        return (emptied, gone);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var (emptied, gone) = await SweepAsync(stoppingToken);
                if (emptied + gone > 0)
                {
                    LogSwept(emptied, gone);
                }
            }
            catch (StoreAwayException away)
            {
                LogAway(away);
            }
        }
    }

    private static async Task<int> AllAsync(Func<Task<int>> some)
    {
        var (all, last) = (0, AtOnce);
        while (last == AtOnce)
        {
            last = await some();
            all += last;
        }

        return all;
    }

    [LoggerMessage(EventId = 5103, EventName = "journals_swept", Level = LogLevel.Information, Message = "{Emptied} runs lost their text with their conversation, {Gone} were too old and went.")]
    private partial void LogSwept(int emptied, int gone);

    [LoggerMessage(EventId = 5104, EventName = "journals_not_swept", Level = LogLevel.Warning, Message = "Journals could not be looked after; it is tried again in an hour.")]
    private partial void LogAway(Exception away);
}
