using Microsoft.Extensions.Hosting;

namespace Banyan.Gateway.Budgets.Slices;

/// <summary>Has slices told four times a second, and soon when something is free that others may wait for; ends with everything told.</summary>
internal sealed class SliceUpkeep(ISliceTeller teller, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(10);

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await teller.EndAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var tick = time.GetTimestamp();
        while (true)
        {
            if (Every - time.GetElapsedTime(tick) is var left && left > TimeSpan.Zero)
            {
                await Task.WhenAny(teller.Wanted, Task.Delay(left, time, stoppingToken));
                stoppingToken.ThrowIfCancellationRequested();
            }

            if (time.GetElapsedTime(tick) >= Every)
            {
                tick = time.GetTimestamp();
                await teller.TellAsync(Telling.Tick);
            }
            else if (teller.Wanted.IsCompleted)
            {
                await teller.TellAsync(Telling.Prompt);
            }

            // Many who want at once are told together.
            await Task.Delay(Rest, time, stoppingToken);
        }
    }
}
