using System.Diagnostics;
using Banyan.Gateway.Metering;
using Banyan.Gateway.Spine;

namespace Banyan.UsageBench.Making;

/// <summary>Fills a ledger: an empty one all at once until some hours ago, the rest by the road every row takes.</summary>
internal sealed class LedgerMaker(LedgerFile ledger, Options options)
{
    private const int Days = 90, RowsAtOnce = 500, Tries = 20;
    private static readonly TimeSpan Tail = TimeSpan.FromHours(6);

    /// <summary>Makes what is missing until now.</summary>
    /// <returns>How many rows came all at once, how many by the program's road, and how long those took.</returns>
    public async Task<(long AtOnce, long Added, TimeSpan Took)> RunAsync(DateTimeOffset now)
    {
        var average = options.Rows / (Days * 24.0);
        await ledger.MakePartitionsAsync(now.AddDays(-Days), now);
        var atOnce = 0L;
        if (await ledger.NewestAsync() is null)
        {
            await ledger.FillAsync(Rows(now.AddDays(-Days), now - Tail, average).Select(row =>
            {
                atOnce++;
                return row;
            }));
        }

        var (started, added) = (Stopwatch.GetTimestamp(), 0L);
        foreach (var batch in Rows((await ledger.NewestAsync() ?? now.AddDays(-Days)).AddMicroseconds(1), now, average).Chunk(RowsAtOnce))
        {
            await AppendAsync(ledger.Store, batch);
            added += batch.Length;
        }

        return (atOnce, added, Stopwatch.GetElapsedTime(started));
    }

    private static IEnumerable<UsageRow> Rows(DateTimeOffset first, DateTimeOffset end, double average)
    {
        for (var hour = first.AddTicks(-(first.UtcTicks % TimeSpan.TicksPerHour)); hour < end; hour = hour.AddHours(1))
        {
            foreach (var row in RowMaker.Of(hour, average).Where(row => row.OccurredAt >= first && row.OccurredAt < end))
            {
                yield return row;
            }
        }
    }

    private static async Task AppendAsync(IUsageStore store, IReadOnlyList<UsageRow> batch)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                await store.AppendAsync(batch, default);
                return;
            }
            catch (StoreAwayException) when (i < Tries)
            {
                // The machine was busy for longer than a statement may take.
            }
        }
    }
}
