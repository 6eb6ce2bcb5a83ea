using Banyan.Gateway.Budgets.Slices;
using Banyan.Gateway.Spine;
using Banyan.Storage.Spool;
using Microsoft.Extensions.Hosting;

namespace Banyan.Storage.Budgets;

/// <summary>Settles what an earlier process of this node left: its rows first, then the slices of budgets it held.</summary>
internal sealed class SliceRecovery(UsageSpool spool, SpoolDrain drain, IBudgetSlices slices, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (spool.SlicesLeft.Count > 0)
        {
            try
            {
                await drain.DrainAsync(stoppingToken);
                await slices.RecoverAsync([.. spool.SlicesLeft], stoppingToken);
                return;
            }
            catch (StoreAwayException)
            {
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
        }
    }
}
