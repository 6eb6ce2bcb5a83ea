namespace Banyan.Host.Doors;

/// <summary>Measures how long an ask stands in line before anything is done for it, and has the room for asks follow it.</summary>
internal sealed class RoomWatch(AskRoom room, IAskLine line, TimeProvider time) : BackgroundService
{
    /// <summary>Looks that make one weighing. The shortest counts: a pause of the collector or a burst makes one of them wait, a line makes all.</summary>
    public const int Looks = 4;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!room.Follows)
        {
            return;
        }

        using var timer = new PeriodicTimer(Every, time);
        var (shortest, looks) = (TimeSpan.MaxValue, 0);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var began = time.GetTimestamp();
            await line.PassAsync(stoppingToken);
            var waited = time.GetElapsedTime(began);
            shortest = waited < shortest ? waited : shortest;
            if (++looks == Looks)
            {
                room.Weigh(shortest);
                (shortest, looks) = (TimeSpan.MaxValue, 0);
            }
        }
    }
}
